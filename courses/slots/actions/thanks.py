"""Writing to people after their session: thanks and the next step, or that they were missed."""

from datetime import datetime
from typing import Any

from courses.slots.actions import seats
from courses.slots.models import Slot
from courses.slots.queries import free_for, missed_note, next_step, to_write_afterwards
from lms.mail.rendering import as_read_by
from lms.people.models import User


def after_closing(slot: Slot, *, at: datetime) -> int:
    """Queue one mail for each sign-up, whatever is corrected later and however often this runs; says how many.

    To be called under the slot's lock, once who was there is in the ledgers.
    """
    queued = 0
    for row in to_write_afterwards(slot):
        minutes, person = row.minutes or 0, row.person
        about: dict[str, Any] = {"minutes": minutes, "needed": slot.minutes_needed}
        with as_read_by(person):
            if minutes >= slot.minutes_needed:
                seats.tell(row, "slot_thanks", at=at, **about, step=_step(person, at=at))
            else:
                note = "" if minutes else missed_note(person, at=at)
                seats.tell(row, "slot_missed", at=at, **about, note=note, others=_others(person, like=slot, at=at))
        queued += 1
    return queued


def _step(person: User, *, at: datetime) -> dict[str, str] | None:
    step = next_step(person, at=at)
    return {"title": step.title, "next_step": step.next_step} if step else None


def _others(person: User, *, like: Slot, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": other.title,
            "starts_at": other.starts_at,
            "ends_at": other.ends_at,
            "zone": other.zone,
            "path": other.get_absolute_url(),
        }
        for other in free_for(person, like=like, at=at)
    ]
