"""Writing to people after their session: thanks and the next step, or that they were missed."""

from datetime import datetime
from typing import Any

from courses.slots.actions import seats
from courses.slots.models import Slot
from courses.slots.queries import free_for, next_step, to_write_afterwards


def after_closing(slot: Slot, *, at: datetime) -> int:
    """Queue one mail for each sign-up, whatever is corrected later and however often this runs; says how many.

    To be called under the slot's lock, once who was there is in the ledgers.
    """
    queued = 0
    for row in to_write_afterwards(slot):
        minutes, person = row.minutes or 0, row.person
        about: dict[str, Any] = {"minutes": minutes, "needed": slot.minutes_needed}
        if minutes >= slot.minutes_needed:
            seats.tell(row, "slot_thanks", at=at, **about, step=next_step(person, at=at))
        else:
            seats.tell(row, "slot_missed", at=at, **about, others=free_for(person, like=slot, at=at))
        queued += 1
    return queued
