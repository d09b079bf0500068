"""Running slots: planning, changing, publishing, setting their capacity, calling off."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count, islice
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import beside, seats
from courses.slots.models import Seat, SignUp, Slot
from courses.slots.queries import facts_of
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.locks import is_lock_timeout
from lms.people.models import User

logger = logging.getLogger(__name__)
Materials = Iterable[tuple[str, str]]
_ENDED = (Slot.State.CANCELLED, Slot.State.CLOSED)
# What people plan their day by, and what their calendars show.
TIME = ("starts_at", "ends_at", "zone")
_SHOWN = (*TIME, "title", "room")
# What ledgers say of it besides the time.
_SAID = ("kind", "counts_for")


def is_over(slot: Slot, at: datetime) -> bool:
    """Whether a slot has ended in one way or another. A draft never took place: its date can be put right."""
    return slot.state in _ENDED or (slot.state != Slot.State.DRAFT and slot.ends_at <= at)


@transaction.atomic
def plan(*, slot: Slot, capacity: int, by: User, facilitators: Iterable[User] = (), materials: Materials = ()) -> Slot:
    """Store a new slot as a draft with its seats, who facilitates it and what is handed out. Raises ``Refused``."""
    if capacity < 1:
        raise Refused((rules.Reason.NO_SEATS,), WORDS)
    slot.state = Slot.State.DRAFT
    slot.save(force_insert=True)
    _set_seats(slot, capacity)
    things = {"facilitators": [*facilitators], "materials": [*materials]}
    beside.write(slot, {name: value for name, value in things.items() if value})
    audit.record("slots.plan", about=slot, by=by, data={"capacity": capacity})
    return slot


@transaction.atomic
def change(*, slot_id: int, changes: Mapping[str, Any], by: User, seen: str = "", clock: Clock = timezone.now) -> Slot:
    """Write new words or a new time for a slot; what is the same already changes nothing. Raises ``Refused``.

    ``seen`` is the ``beside.print_of`` how it stood when the form was opened, where there was one.

    Whoever has a place keeps it. What calendars show or ledgers say raises the slot's SEQUENCE; what calendars show is
    told to all. A line that moves again, because the cut-off lies further off now, moves at once.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    changed = beside.differing(slot, changes)
    require_as_seen(slot, changes, seen)
    decision = rules.decide_change(
        facts_of(slot),
        over=is_over(slot, at),
        moved=any(name in changed for name in (*TIME, *_SAID)),
        starts=changed.get("starts_at", slot.starts_at),
        at=at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    if not changed:
        return slot
    columns = beside.write(slot, changed)
    anew = slot.state == Slot.State.PUBLISHED and any(name in changed for name in (*_SHOWN, *_SAID))
    if anew:
        slot.sequence, slot.changed_at = slot.sequence + 1, at
    slot.save(update_fields=[*columns, "sequence", "changed_at"])
    promoted = [*seats.let_go_of_run_out(slot, at=at), *seats.promote(slot, at=at)]
    standing = list(SignUp.objects.open().filter(slot=slot, person__isnull=False).select_related("person", "slot"))
    seats.assert_states(standing if anew else promoted, by=by, at=at)
    if anew and any(name in changed for name in _SHOWN):
        for row in standing:
            seats.tell(row, "slot_moved", at=at, about=str(slot.sequence))
    audit.record("slots.change", about=slot, by=by, data={"fields": sorted(changed)})
    return slot


def require_as_seen(slot: Slot, changes: Mapping[str, Any], seen: str) -> None:
    """Nobody has written something else to a locked slot since its form was opened. Raises ``Refused``."""
    if seen and seen != beside.print_of(slot, changes) and beside.differing(slot, changes):
        raise Refused((rules.Reason.SESSION_CHANGED,), WORDS)


@transaction.atomic
def publish(*, slot_id: int, by: User, clock: Clock = timezone.now) -> Slot:
    """Open a draft to those who look for a session. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    decision = rules.decide_publication(facts_of(slot), draft=slot.state == Slot.State.DRAFT, at=clock())
    if decision.refused:
        raise Refused(decision.because, WORDS)
    slot.state = Slot.State.PUBLISHED
    slot.save(update_fields=["state"])
    audit.record("slots.publish", about=slot, by=by)
    return slot


@transaction.atomic
def set_capacity(*, slot_id: int, capacity: int, by: User, clock: Clock = timezone.now) -> Slot:
    """Change how many seats a slot has; new seats go to those who wait. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    gone = seats.let_go_of_run_out(slot, at=at)
    decision = rules.decide_capacity(facts_of(slot), capacity)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    _set_seats(slot, capacity)
    promoted = [*gone, *seats.promote(slot, at=at)]
    seats.assert_states(promoted, by=by, at=at)
    audit.record("slots.set_capacity", about=slot, by=by, data={"capacity": capacity, "promoted": len(promoted)})
    return slot


def _set_seats(slot: Slot, capacity: int) -> None:
    standing = list(Seat.objects.filter(slot=slot).select_related("sign_up").order_by("number"))
    spare = [seat for seat in reversed(standing) if not hasattr(seat, "sign_up")]
    surplus = spare[: max(0, len(standing) - capacity)]
    Seat.objects.filter(pk__in=[seat.pk for seat in surplus]).delete()
    taken = {seat.number for seat in standing}
    free = (number for number in count(1) if number not in taken)
    Seat.objects.bulk_create(
        Seat(slot=slot, number=number) for number in islice(free, max(0, capacity - len(standing)))
    )


@transaction.atomic
def call_off(*, slot_id: int, because: str, by: User, clock: Clock = timezone.now) -> Slot:
    """Cancel a slot, and tell everyone who had a place in it why. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    decision = rules.decide_calling_off(over=is_over(slot, at), because=because)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    slot.state, slot.cancelled_because = Slot.State.CANCELLED, because.strip()
    slot.sequence, slot.changed_at = slot.sequence + 1, at
    slot.save(update_fields=["state", "cancelled_because", "sequence", "changed_at"])
    rows = list(SignUp.objects.open().filter(slot=slot, person__isnull=False).select_related("person", "slot"))
    seats.end(rows, at=at, how=SignUp.End.CALLED_OFF)
    seats.end(SignUp.objects.held().filter(slot=slot), at=at, how=SignUp.End.CALLED_OFF)
    seats.assert_states(rows, by=by, at=at)
    for row in rows:
        seats.tell(row, "slot_called_off", at=at, because=slot.cancelled_because)
    audit.record("slots.call_off", about=slot, by=by, data={"told": len(rows)})
    return slot


def let_go_of_holds(*, clock: Clock = timezone.now) -> int:
    """Free what was held for too long, slot by slot; says in how many."""
    run_out = SignUp.objects.run_out(clock()).order_by("slot_id").values_list("slot_id", flat=True).distinct()
    return sum(_let_go(slot_id, clock) for slot_id in list(run_out))


def _let_go(slot_id: int, clock: Clock) -> bool:
    """A slot that is busy for long keeps nobody else waiting: the next sweep comes in a minute."""
    try:
        seats.let_go(slot_id=slot_id, clock=clock)
    except OperationalError as error:
        if not is_lock_timeout(error):
            raise
        logger.warning("Slot %s was too busy to let go of what was held there.", slot_id)
        return False
    return True
