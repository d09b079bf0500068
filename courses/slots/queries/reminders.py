"""Who is to be written to: people before their session, and hosts before and after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Case, CharField, Exists, Model, OuterRef, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from courses.slots.models import AccessNeed, SignUp, Slot
from lms.mail.models import OutgoingMail

# The mails that somebody may do without, and their wish about them.
_WISHES = {"slot_reminder_day": "day_before", "slot_reminder_hour": "hour_before"}
_Row = TypeVar("_Row", bound=Model)
_INVITATIONS = ("slot_signed_up", "slot_promoted")


@dataclass(frozen=True, slots=True)
class HostDay:
    """What a host wants to know a day before: who comes, how many wait, and how many wrote what would help them."""

    names: tuple[str, ...]
    waiting: int
    needs: int


def to_remind(template: str, *, after: datetime, until: datetime) -> QuerySet[SignUp]:
    """Confirmed people whose session starts between two times, who want this reminder and haven't had it. One query."""
    rows = SignUp.objects.confirmed().filter(slot__state=Slot.State.PUBLISHED, person__isnull=False)
    rows = rows.filter(slot__starts_at__gt=after, slot__starts_at__lte=until)
    rows = rows.exclude(**{f"person__session_mail_wish__{_WISHES[template]}": False})
    return _untold(rows, template, sequence="slot__sequence").select_related("slot", "person").order_by("pk")


def was_invited(row: SignUp) -> bool:
    """Whether an invitation went to the person's calendar for this sign-up. One query."""
    return OutgoingMail.objects.filter(cause__in=[f"{name}:{row.pk}" for name in _INVITATIONS]).exists()


def to_tell_hosts(*, after: datetime, until: datetime) -> QuerySet[Slot]:
    """Published sessions with a host that start between two times. One query."""
    rows = Slot.objects.published().filter(host__isnull=False, starts_at__gt=after, starts_at__lte=until)
    return _untold(rows, "slot_host_day", sequence="sequence").select_related("host").order_by("pk")


def host_day(slot: Slot) -> HostDay:
    """Two queries."""
    rows = SignUp.objects.open().filter(slot=slot, person__isnull=False).values_list("person__display_name", "state")
    names = [name for name, state in rows if state == SignUp.State.CONFIRMED]
    needs = AccessNeed.objects.filter(sign_up__slot=slot, sign_up__state=SignUp.State.CONFIRMED).count()
    return HostDay(tuple(sorted(names, key=str.casefold)), len(rows) - len(names), needs)


def not_closed(*, ended_after: datetime, ended_until: datetime) -> QuerySet[Slot]:
    """Sessions that were held with somebody and that their host hasn't closed yet. One query."""
    somebody = SignUp.objects.confirmed().filter(slot=OuterRef("pk"))
    rows = Slot.objects.published().filter(Exists(somebody), host__isnull=False)
    rows = rows.filter(ends_at__gt=ended_after, ends_at__lte=ended_until)
    return _untold(rows, "slot_not_closed").select_related("host").order_by("pk")


def _untold(rows: QuerySet[_Row], template: str, *, sequence: str = "") -> QuerySet[_Row]:
    """Rows whose mail isn't written; with ``sequence``, not since the slot changed."""
    parts: list[Combinable] = [Value(f"{template}:"), Cast("pk", CharField())]
    if sequence:
        changed = When(**{f"{sequence}__gt": 0}, then=Concat(Value("/"), Cast(sequence, CharField())))
        parts.append(Case(changed, default=Value("")))
    told = OutgoingMail.objects.filter(cause=OuterRef("cause"))
    annotated: Any = rows.annotate(cause=Concat(*parts))
    untold: QuerySet[_Row] = annotated.exclude(Exists(told))
    return untold
