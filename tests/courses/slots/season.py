"""Scenes of a season: sessions that were held and closed, with who was there and who wasn't."""

from collections.abc import Sequence
from datetime import timedelta

from courses.slots.actions import attendance
from courses.slots.models import Slot
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes


def closed(slot: Slot) -> Slot:
    """As it is once its attendance was reviewed; the act of closing has tests of its own."""
    Slot.objects.filter(pk=slot.pk).update(state=Slot.State.CLOSED, closed_at=slot.ends_at)
    slot.refresh_from_db()
    return slot


def held(
    *, there: Sequence[User] = (), absent: Sequence[User] = (), days_ago: int = 7, seats: int = 8, close: bool = True
) -> Slot:
    """A session that is over, with everybody marked."""
    slot = scenes.a_slot(seats=seats, starts_in=timedelta(days=-days_ago))
    scenes.sign_up(slot, *there, *absent)
    for person, minutes in [*((person, 60) for person in there), *((person, 0) for person in absent)]:
        attendance.mark(slot_id=slot.pk, person=person, minutes=minutes, by=road.a_core_member())
    return closed(slot) if close else slot


def somebody_who_missed(times: int, *, days_ago: int = 7) -> User:
    [person] = scenes.people(1)
    for number in range(times):
        held(absent=[person], days_ago=days_ago + number)
    return person
