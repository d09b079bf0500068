"""Who was there."""

from django.db.models import Max

from courses.slots.models import AttendanceMark, Slot
from lms.people.models import User


def standing_mark(slot: Slot, person: User) -> AttendanceMark | None:
    """What holds of a person's presence. One query."""
    return AttendanceMark.objects.filter(slot=slot, person=person).standing().first()


def next_revision(slot: Slot, person: User) -> int:
    """The number of a new mark; meaningful under the slot's lock. One query."""
    last = AttendanceMark.objects.filter(slot=slot, person=person).aggregate(last=Max("revision"))["last"]
    return (last or 0) + 1


def attended(person: User) -> list[AttendanceMark]:
    """What holds of the sessions in which a person was, in their order. One query."""
    marks = AttendanceMark.objects.asserted().filter(person=person)
    marks = marks.select_related("slot__host", "slot__closed_by", "marked_by")
    # In this order, what holds of a session comes last.
    standing = {mark.slot_id: mark for mark in marks.order_by("slot__starts_at", "slot_id", "rank", "revision")}
    return [mark for mark in standing.values() if mark.minutes]


def attended_in(person: User, slot_id: int) -> AttendanceMark | None:
    """What holds of one session in which a person was; ``None`` for who wasn't there. One query."""
    return next((mark for mark in attended(person) if mark.slot_id == slot_id), None)
