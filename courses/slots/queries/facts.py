"""What actions ask of a slot and of a person, under the slot's lock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from courses.slots.models import SignUp, Slot
from courses.slots.rules import SlotFacts
from lms.people.models import User
from lms.rows import ask


@dataclass(frozen=True, slots=True)
class Seating:
    """How the seats of a locked slot stand at a time, and one person among them.

    ``seat``: the first that is free. ``own``: the state of the person's open or held sign-up, or empty. ``run_out``:
    how much was held for too long, and isn't free before it is let go of.
    """

    facts: SlotFacts
    seat: int | None
    own: str
    run_out: int


# Written out: to build these words anew took longer than to answer them, under a lock for which others wait. Where a
# seat is free is asked of the slot's own rows alone, so that it takes as long whatever else the tables hold.
_SEATING = """
SELECT
    (SELECT COUNT(*) FROM slots_seat WHERE slot_id = %(slot)s),
    COUNT(CASE WHEN state = 'confirmed' THEN 1 END),
    COUNT(CASE WHEN state = 'held' AND seat_id IS NOT NULL THEN 1 END),
    COUNT(CASE WHEN state = 'waiting' THEN 1 END),
    (
        SELECT id FROM slots_seat
        WHERE slot_id = %(slot)s AND id NOT IN (
            SELECT seat_id FROM slots_signup WHERE slot_id = %(slot)s AND seat_id IS NOT NULL
        )
        ORDER BY number LIMIT 1
    ),
    COALESCE(MAX(CASE WHEN person_id = %(person)s THEN state END), ''),
    COUNT(CASE WHEN state = 'held' AND held_until <= %(at)s THEN 1 END)
FROM slots_signup
WHERE slot_id = %(slot)s AND state IN ('confirmed', 'waiting', 'held')
"""


def seating(slot: Slot, person: User | None = None, *, at: datetime) -> Seating:
    """Counted from the rows, never from a stored figure. One query; meaningful under the slot's lock."""
    # Not in the query that takes the lock: while that waits, what it counted would grow old.
    values = {"slot": slot.pk, "person": person.pk if person else 0, "at": _adapted(at)}
    [(seats, confirmed, held, waiting, *rest)] = ask(_SEATING, values)
    return Seating(_facts(slot, seats=seats, confirmed=confirmed, held=held, waiting=waiting), *rest)


def _adapted(at: datetime) -> Any:
    """A moment as the database compares it: SQLite keeps moments as text."""
    return connection.ops.adapt_datetimefield_value(at)


def facts_of(slot: Slot) -> SlotFacts:
    """The same without a person and a time, which facts don't depend on. One query."""
    return seating(slot, at=slot.starts_at).facts


def counted(slot: Any) -> SlotFacts:
    """No query, given a slot that was read ``with_counts``."""
    return _facts(
        slot,
        seats=slot.seat_count,
        confirmed=slot.confirmed_count,
        held=slot.held_count,
        waiting=slot.waiting_count,
    )


def _facts(slot: Slot, *, seats: int, confirmed: int, held: int, waiting: int) -> SlotFacts:
    return SlotFacts(
        published=slot.state == Slot.State.PUBLISHED,
        seats=seats,
        confirmed=confirmed,
        held=held,
        waiting=waiting,
        signup_opens=slot.signup_opens_at,
        signup_closes=slot.signup_closes_at,
        cancel_until=slot.cancel_until,
        promotion_ends=slot.promotion_ends_at,
        starts=slot.starts_at,
        ends=slot.ends_at,
    )


def open_sign_up(slot: Slot, person: User) -> SignUp | None:
    """One query."""
    return SignUp.objects.open().filter(slot=slot, person=person).select_related("slot").first()


def place_in_line(sign_up: SignUp) -> int:
    """From 1. One query."""
    same, earlier = Q(priority=sign_up.priority, pk__lte=sign_up.pk), Q(priority__gt=sign_up.priority)
    return SignUp.objects.waiting().filter(same | earlier, slot=sign_up.slot_id).count()
