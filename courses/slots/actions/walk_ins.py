"""Letting somebody in who has come without a seat."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import seats
from courses.slots.models import Seat, SignUp, Slot
from courses.slots.queries import facts_of
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def admit(
    *, slot_id: int, person: User, by: User, over_capacity_because: str = "", clock: Clock = timezone.now
) -> SignUp:
    """Give who has come a seat after the fact; who waits in this line leaves it for that seat.

    With a reason, one seat more where none is free, and before the start also past those who wait; it is kept beside
    the person's place. Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    changed = seats.let_go_of_run_out(slot, at=at)
    own = SignUp.objects.filter(slot=slot, person=person).exclude(state=SignUp.State.CANCELLED)
    standing = own.select_related("slot").first()
    if standing and standing.state == SignUp.State.HELD:
        # What was held for them goes to them: no host is told that a seat came free.
        standing.seat = None
        seats.end([standing], at=at, how=SignUp.End.RAN_OUT)
        standing = None
    facts = facts_of(slot)
    decision = rules.decide_walk_in(
        facts,
        closed=slot.state == Slot.State.CLOSED,
        already_in=standing is not None and standing.state == SignUp.State.CONFIRMED,
        own=person.pk == by.pk,
        others_wait=facts.waiting > (1 if standing else 0),
        because=over_capacity_because,
        at=at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    row = standing or SignUp(slot=slot, person=person, created_at=at)
    added = _seat(slot, row)
    _let_in(row, because=over_capacity_because.strip(), at=at)
    seats.assert_place(row, changed, by=by, at=at)
    audit.record("slots.admit", about=slot, by=by, data={"sign_up": row.pk, "seat_added": added})
    return row


def _seat(slot: Slot, row: SignUp) -> bool:
    """Give the row a free seat, or one more; says whether one was added."""
    row.seat = seats.free_seats(slot).first()
    if row.seat:
        return False
    last = Seat.objects.filter(slot=slot).aggregate(last=Max("number"))["last"] or 0
    row.seat = Seat.objects.create(slot=slot, number=last + 1)
    return True


def _let_in(row: SignUp, *, because: str, at: datetime) -> None:
    row.state, row.walked_in = SignUp.State.CONFIRMED, True
    row.priority_because = because or row.priority_because
    if row.pk:
        row.promoted_at = at
    row.save()
