"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.utils import timezone

from courses.progress.actions import ledger
from courses.slots.actions import seats
from courses.slots.models import AttendanceMark, SignUp, Slot
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> dict[str, list[dict[str, Any]]]:
    sign_ups = SignUp.objects.filter(person=person).select_related("slot").order_by("pk")
    marks = AttendanceMark.objects.filter(person=person).select_related("slot").order_by("pk")
    return {
        "sign_ups": [
            {"session": row.slot.title, "starts": row.slot.starts_at.isoformat(), "state": row.state} for row in sign_ups
        ],
        "attendance": [{"session": row.slot.title, "minutes": row.minutes} for row in marks],
    }


def erase(person: User) -> None:
    """Give back the person's places, so that others may have them, and cut the links."""
    at = timezone.now()
    held = SignUp.objects.open().filter(person=person).values_list("slot_id", flat=True)
    for slot in Slot.objects.filter(pk__in=held).locked():
        seats.end(SignUp.objects.open().filter(slot=slot, person=person), at=at)
        promoted = seats.promote(slot, at=at)
        ledger.assert_all([(row.person_id, seats.claim(row, at=at)) for row in promoted if row.person_id], by=None)
    SignUp.objects.filter(person=person).update(person=None)
    AttendanceMark.objects.filter(person=person).update(person=None)
    AttendanceMark.objects.filter(marked_by=person).update(marked_by=None)


personal_data.register("sessions", export=export, erase=erase)
