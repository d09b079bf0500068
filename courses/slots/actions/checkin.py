"""Saying oneself that one is there, by the code that the room shows, and that one leaves.

It is kept as a person's own word: what an import or staff say holds before it, and it reaches the ledgers when the host
closes the slot.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import doorways, tries
from courses.slots.models import AttendanceMark, SignUp, Slot
from courses.slots.models.attendance import OWN_WORD
from courses.slots.queries import gate_of, next_revision, open_sign_up, own_check_in, secret_of
from courses.slots.queries.check_ins import CHECK_IN
from courses.slots.rules import Reason, codes
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


def enter_code(slot: Slot, typed: str, *, reader: User | AnonymousUser, at: datetime) -> None:
    """Look whether a code is right, by the server's clock. Raises ``Refused``.

    Who has signed in has tries of their own, so that whoever uses up a slot's tries keeps nobody out.
    """
    if isinstance(reader, User):
        who, most, spent = f"account:{reader.pk}", rules.ACCOUNT_TRIES, Reason.TOO_MANY_TRIES
    else:
        who, most, spent = f"slot:{slot.pk}", rules.ANONYMOUS_TRIES, Reason.SIGN_IN_FIRST
    if not tries.take(who, most=most, at=at):
        raise Refused((spent,), WORDS)
    if not codes.is_right(secret_of(slot), typed, tolerance=slot.code_tolerance, at=at):
        raise Refused((Reason.WRONG_CODE,), WORDS)
    tries.give_back(who, at=at)


@transaction.atomic
def check_in(*, slot_id: int, person: User, grant_id: str = "", clock: Clock = timezone.now) -> AttendanceMark:
    """Note that a person with a seat says they are there; saying it twice changes nothing.

    ``grant_id`` names what a right code opened: it lets one person in, once. Who waits for a seat is shown to the host.
    Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    said = own_check_in(slot, person)
    if said and said.left_at is None:
        return said
    key = f"check-in:{grant_id}" if grant_id else None
    row = open_sign_up(slot, person)
    decision = rules.decide_check_in(
        gate_of(slot, at),
        seated=row is not None and row.state == SignUp.State.CONFIRMED,
        waits=row is not None and row.state == SignUp.State.WAITING,
        spent=key is not None and AttendanceMark.objects.filter(slot=slot, key=key).exists(),
    )
    if row and Reason.AT_THE_DOOR in decision.because:
        doorways.knock(row, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    minutes = rules.minutes_left(starts=slot.starts_at, ends=slot.ends_at, at=at) + (said.minutes if said else 0)
    return say(slot, person, minutes=minutes, source=CHECK_IN, at=at, came_at=said.came_at if said else at, key=key)


@transaction.atomic
def check_out(*, slot_id: int, person: User, clock: Clock = timezone.now) -> AttendanceMark:
    """Note that a person leaves: their minutes count until now. Leaving twice changes nothing. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    said = own_check_in(slot, person)
    if said and said.left_at:
        return said
    published = slot.state == Slot.State.PUBLISHED
    decision = rules.decide_check_out(here=said is not None, published=published, ends=slot.ends_at, at=at)
    if said is None or decision.refused:
        raise Refused(decision.because, WORDS)
    missed = rules.minutes_left(starts=slot.starts_at, ends=slot.ends_at, at=at)
    minutes = max(0, said.minutes - missed)
    return say(slot, person, minutes=minutes, source=CHECK_IN, at=at, came_at=said.came_at, left_at=at)


def say(
    slot: Slot,
    person: User,
    *,
    minutes: int,
    source: str,
    at: datetime,
    came_at: datetime | None = None,
    left_at: datetime | None = None,
    key: str | None = None,
) -> AttendanceMark:
    """Add a word of the lowest rank about a person's presence in a locked slot."""
    return AttendanceMark.objects.create(
        slot=slot,
        person=person,
        revision=next_revision(slot, person),
        minutes=minutes,
        rank=OWN_WORD,
        source=source,
        came_at=came_at,
        left_at=left_at,
        key=key,
        marked_at=at,
    )
