"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
            {"session": row.slot.title, "starts": row.slot.starts_at.isoformat(), "state": row.state}
            for row in sign_ups
        ],
        "attendance": [{"session": row.slot.title, "minutes": row.minutes} for row in marks],
    }


def erase(person: User) -> None:
    """Give back the person's places in what is to come, so that others may have them, and cut the links."""
    at = timezone.now()
    held = SignUp.objects.open().filter(person=person, slot__ends_at__gt=at).values_list("slot_id", flat=True)
    moved: list[SignUp] = []
    for slot in Slot.objects.filter(pk__in=list(held)).locked():
        gone = list(SignUp.objects.open().filter(slot=slot, person=person).select_related("slot"))
        seats.end(gone, at=at)
        moved += [*gone, *seats.promote(slot, at=at)]
    # All at once: people are locked in one order, so that two such transactions never wait for each other.
    ledger.assert_all([(row.person_id, seats.claim(row, at=at)) for row in moved if row.person_id], by=None)
    SignUp.objects.filter(person=person).update(person=None)
    AttendanceMark.objects.filter(person=person).update(person=None)
    AttendanceMark.objects.filter(marked_by=person).update(marked_by=None)


personal_data.register(
    "sessions",
    export=export,
    erase=erase,
    stays=_("That somebody had a seat in a session and was there for some minutes, without saying who."),
)
