"""Reads for the pages of slots; each states its cost in queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from courses.slots.models import AttendanceMark, Seat, SignUp, Slot
from courses.slots.rules import SlotFacts
from lms.people.models import User


def facts_of(slot: Slot) -> SlotFacts:
    """Counted from the rows, never from a stored figure. Three queries; meaningful under the slot's lock."""
    sign_ups = SignUp.objects.filter(slot=slot)
    return SlotFacts(
        published=slot.state == Slot.State.PUBLISHED,
        seats=Seat.objects.filter(slot=slot).count(),
        confirmed=sign_ups.confirmed().count(),
        waiting=sign_ups.waiting().count(),
        signup_opens=slot.signup_opens_at,
        signup_closes=slot.signup_closes_at,
        cancel_until=slot.cancel_until,
        promotion_ends=slot.promotion_ends_at,
        starts=slot.starts_at,
        minutes=slot.minutes,
    )


def position(sign_up: SignUp) -> int:
    """The place in the line, from 1. One query."""
    return SignUp.objects.waiting().filter(slot=sign_up.slot_id, pk__lte=sign_up.pk).count()


def coming(at: datetime) -> QuerySet[Slot]:
    """Published sessions that aren't over, soonest first, with their counts. One query."""
    return Slot.objects.published().coming(at).with_counts().select_related("host")


def own_states(person: User, slots: list[Slot]) -> dict[int, SignUp]:
    """The person's open sign-up for each of these slots. One query."""
    return {row.slot_id: row for row in SignUp.objects.open().filter(person=person, slot__in=slots)}


def own_coming(person: User, at: datetime) -> QuerySet[SignUp]:
    """Where a person is expected or waits, soonest first. One query."""
    rows = SignUp.objects.open().filter(person=person, slot__ends_at__gt=at, slot__state=Slot.State.PUBLISHED)
    return rows.select_related("slot").order_by("slot__starts_at", "pk")


def open_sign_up(slot: Slot, person: User) -> SignUp | None:
    """One query."""
    return SignUp.objects.open().filter(slot=slot, person=person).select_related("slot").first()


def standing_mark(slot: Slot, person: User) -> AttendanceMark | None:
    """What holds of a person's presence. One query."""
    return AttendanceMark.objects.filter(slot=slot, person=person).order_by("-rank", "-revision").first()


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person on a slot's roster; ``minutes`` is ``None`` until somebody marked it."""

    sign_up: SignUp
    person: User
    minutes: int | None


def roster(slot: Slot) -> list[RosterRow]:
    """Who is confirmed, then who waits, in order, with what holds of their attendance. One query."""
    marks = AttendanceMark.objects.filter(slot=OuterRef("slot"), person=OuterRef("person"))
    rows = (
        SignUp.objects.open()
        .filter(slot=slot, person__isnull=False)
        .select_related("person")
        .annotate(marked=Subquery(marks.order_by("-rank", "-revision").values("minutes")[:1]))
        .order_by("state", "pk")
    )
    return [RosterRow(row, row.person, row.marked) for row in rows if row.person]


def to_remind(at: datetime, before: datetime) -> QuerySet[SignUp]:
    """Confirmed people whose session starts between the two times. One query."""
    rows = SignUp.objects.confirmed().filter(slot__state=Slot.State.PUBLISHED, person__isnull=False)
    return rows.filter(Q(slot__starts_at__gt=at) & Q(slot__starts_at__lte=before)).select_related("slot", "person")
