"""Who is expected in a slot, for those who run it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from courses.slots.models import AttendanceMark, SignUp, Slot
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person on a slot's roster; ``minutes`` is ``None`` until somebody marked it."""

    sign_up: SignUp
    person: User
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is confirmed and who waits, each in order."""

    confirmed: tuple[RosterRow, ...]
    waiting: tuple[RosterRow, ...]

    @property
    def unmarked(self) -> int:
        return sum(row.minutes is None for row in self.confirmed)


def roster(slot: Slot) -> Roster:
    """Who is confirmed, and who waits, with what holds of their attendance. One query."""
    marks = AttendanceMark.objects.filter(slot=OuterRef("slot"), person=OuterRef("person"))
    people: QuerySet[Any] = (
        SignUp.objects.open()
        .filter(slot=slot, person__isnull=False)
        .select_related("person")
        .annotate(marked=Subquery(marks.standing().values("minutes")[:1]))
        .order_by("-priority", "pk")
    )
    rows = [RosterRow(row, row.person, row.marked) for row in people]
    confirmed = sorted(
        (row for row in rows if row.sign_up.state == SignUp.State.CONFIRMED), key=lambda row: str(row.person).casefold()
    )
    return Roster(tuple(confirmed), tuple(row for row in rows if row.sign_up.state == SignUp.State.WAITING))


def hosts() -> QuerySet[User]:
    """People who may host: whoever may run sessions by one of their roles. One query."""
    may_run = Q(
        groups__permissions__codename="run_slot", groups__permissions__content_type__app_label=Slot._meta.app_label
    )
    return User.objects.filter(may_run, is_active=True, erased_at=None).distinct().order_by("display_name", "pk")
