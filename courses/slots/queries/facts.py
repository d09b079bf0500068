"""What actions ask of a slot and of a person, under the slot's lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from courses.slots.models import SignUp, Slot
from courses.slots.rules import SlotFacts
from lms.people.models import User
from lms.rows import Question, ask, lock_words, locking, next_key, reading

Standing = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Seating:
    """How the seats of a locked slot stand at a time, and one person among them.

    ``seat``: the first that is free. ``own``: the state of the person's open or held sign-up, or empty. ``run_out``:
    how much was held for too long, and isn't free before it is let go of. ``key``: what a new sign-up's key will be,
    where that is known beforehand. ``in_training``: whether the person may have a training.
    """

    facts: SlotFacts
    seat: int | None
    own: str
    run_out: int
    key: int | None = None
    in_training: bool = True


# Written out: to build these words anew took longer than to answer them, under a lock for which others wait. A slot's
# seats are read once, each with who has it: only its own rows, so that no plan depends on what else the tables hold.
_SEATING = """
SELECT
    COUNT(seat.id),
    COUNT(CASE WHEN place.state = 'confirmed' THEN 1 END),
    COUNT(CASE WHEN place.state = 'held' THEN 1 END),
    (SELECT COUNT(*) FROM slots_signup WHERE slot_id = %(slot)s AND state = 'waiting'),
    MIN(CASE WHEN place.id IS NULL THEN seat.id END),
    COALESCE((
        SELECT state FROM slots_signup
        WHERE slot_id = %(slot)s AND person_id = %(person)s AND state IN ('confirmed', 'waiting', 'held')
    ), ''),
    (SELECT COUNT(*) FROM slots_signup WHERE slot_id = %(slot)s AND state = 'held' AND held_until <= %(at)s)
FROM slots_seat seat LEFT JOIN slots_signup place ON place.slot_id = %(slot)s AND place.seat_id = seat.id
WHERE seat.slot_id = %(slot)s
"""
_PERSON = """
SELECT erased_at IS NULL FROM people_user
WHERE id = %(person)s AND NOT EXISTS (SELECT 1 FROM slots_signup WHERE slot_id = %(slot)s AND state = 'held') {}
"""
_ARRIVAL = """
SELECT {}, EXISTS (SELECT 1 FROM progress_enrolment WHERE person_id = %(person)s), seating.* FROM ({}) seating
"""
# PostgreSQL's own number of the transaction that wrote a row as it is.
_VERSION = "SELECT xmin::text FROM slots_slot WHERE id = %s"
# None where something isn't as it was: no sign-up is confirmed without a seat (``sign_up_has_its_seat``).
_SEAT_IF_STILL_SO = """
SELECT MIN(CASE WHEN place.id IS NULL THEN seat.id END)
FROM slots_seat seat LEFT JOIN slots_signup place ON place.slot_id = %s AND place.seat_id = seat.id
WHERE seat.slot_id = %s
    AND EXISTS (SELECT 1 FROM slots_slot WHERE id = %s AND xmin::text = %s)
    AND EXISTS (SELECT 1 FROM people_user WHERE id = %s AND erased_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM slots_signup WHERE slot_id = %s AND state IN ('waiting', 'held'))
"""
# Where nothing is held, nothing was held for too long at any time.
_NO_MATTER = datetime.max.replace(tzinfo=UTC)


def seating(slot: Slot, person: User | None = None, *, at: datetime) -> Seating:
    """Counted from the rows, never from a stored figure. One query; meaningful under the slot's lock."""
    # Not in the query that takes the lock: while that waits, what it counted would grow old.
    values = {"slot": slot.pk, "person": person.pk if person else 0, "at": _adapted(at)}
    return _seating(slot, ask(_SEATING, values)[0])


def arrival(slot_id: int, person_id: int) -> tuple[Question[Slot], Question[bool], Question[Standing]]:
    """What is asked when somebody comes: for the slot's lock, for theirs, and how both stand then. One trip.

    Theirs is taken only where no seat is held. Otherwise some may have been held for too long, so that others are
    concerned whose rows have to be locked in order with theirs.
    """
    values = {"slot": slot_id, "person": person_id}
    ours = Question(_PERSON.format(lock_words()), values, lambda rows: any(is_there for (is_there,) in rows))
    return locking(Slot, slot_id), ours, _standing(slot_id, person_id)


def glance(slot_id: int, person_id: int) -> tuple[Question[str], Question[Slot], Question[Standing]]:
    """The same without a lock, for who wants to have decided before they wait for it. One trip.

    The version comes first: a slot that is changed meanwhile is newer than it says.
    """
    version = Question(_VERSION, [slot_id], lambda rows: str(rows[0][0]) if rows else "")
    return version, reading(Slot, slot_id), _standing(slot_id, person_id)


def _standing(slot_id: int, person_id: int) -> Question[Standing]:
    values = {"slot": slot_id, "person": person_id, "at": _adapted(_NO_MATTER)}
    return Question(_ARRIVAL.format(next_key(SignUp), _SEATING), values, lambda rows: rows[0])


def seat_if_still_so(slot: Slot, person_id: int, version: str) -> Question[int]:
    """The first free seat, asked for under the lock, while all is so on which a seat was decided at a glance.

    That is: the slot's own row, nobody who waits, nothing held, and a person who hasn't erased their account.
    """
    values = [slot.pk, slot.pk, slot.pk, version, person_id, slot.pk]
    return Question(_SEAT_IF_STILL_SO, values, lambda rows: int(rows[0][0]))


def arrived(slot: Slot, standing: Standing) -> Seating:
    """What the last of these questions was answered with."""
    key, in_training, *counts = standing
    return _seating(slot, counts, key=key, in_training=bool(in_training))


def _seating(slot: Slot, counts: Sequence[Any], **more: Any) -> Seating:
    seats, confirmed, held, waiting, *rest = counts
    return Seating(_facts(slot, seats=seats, confirmed=confirmed, held=held, waiting=waiting), *rest, **more)


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
