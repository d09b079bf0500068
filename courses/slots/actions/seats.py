"""Taking a seat, waiting for one, and giving it back. All of it is written under the slot's lock."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.progress.actions import ledger
from courses.progress.chain import instant
from courses.progress.engine import Rank
from courses.slots import ics, rules
from courses.slots.actions import hosts, mails, needs
from courses.slots.models import Seat, SignUp, Slot
from courses.slots.queries import (
    Guest,
    Seating,
    arrival,
    arrived,
    facts_of,
    glance,
    line_priority,
    place_in_line,
    seat_if_still_so,
    seating,
    was_invited,
)
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.failpoints import failpoint
from lms.mail import actions as mail
from lms.mail.calendars import Entry
from lms.people.models import User
from lms.people.queries import has_confirmed
from lms.rows import ask_together, atomic, insert, insert_last, lock_last, waits_for_locks

CANCEL_SALT = "courses.slots.cancel"
CANCEL_LINK_LIVES = timedelta(days=120)

# Which mails bring a calendar's entry up to date for those with a seat, and which take it away.
_INVITES = frozenset({"slot_signed_up", "slot_promoted", "slot_moved"})
_WITHDRAWS = frozenset({"slot_cancelled_by_you", "slot_called_off", "slot_taken_out"})
_STATES = {rules.Outcome.CONFIRM: SignUp.State.CONFIRMED, rules.Outcome.WAIT: SignUp.State.WAITING}


class _OnlyUnderLock(Exception):
    """What a glance at a session shows can't be decided before its lock is ours."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A place, who else has a seat because of it, and when that was decided."""

    made: SignUp
    at: datetime
    in_training: bool
    others: list[SignUp] = field(default_factory=list)


def sign_up(*, slot_id: int, person: User, by: User, access_need: str = "", clock: Clock = timezone.now) -> SignUp:
    """Confirm a seat for a person, or put them at the end of the waitlist. A seat that is held for them becomes theirs.

    ``access_need`` is what would help them to take part, for the host alone.
    Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    if waits_for_locks():
        # Meanwhile it may be otherwise: the database refuses the row then, and all is decided once more.
        with suppress(_OnlyUnderLock, IntegrityError), atomic():
            return _settled(_take_seen(slot_id, person, clock), by, access_need)
    with atomic():
        return _settled(_take_locked(slot_id, person, clock), by, access_need)


def _take_seen(slot_id: int, person: User, clock: Clock) -> _Taken:
    """A free seat where nobody waits, decided before the lock is asked for, so that others don't wait for us.

    Lock and row travel with the commit, and the row is refused unless all is as it was seen.
    """
    version, slot, standing = ask_together(*glance(slot_id, person.pk))
    at = clock()
    here = arrived(slot, standing)
    decision = _decide(slot, person, here, at=at)
    if decision.refused or decision.outcome is not rules.Outcome.CONFIRM or here.own or here.run_out:
        raise _OnlyUnderLock
    lock_last(Slot, slot.pk)
    lock_last(User, person.pk)
    made = SignUp(pk=here.key, slot=slot, person=person, state=SignUp.State.CONFIRMED, created_at=at)
    insert_last(made, seat_id=seat_if_still_so(slot, person.pk, version))
    return _Taken(made, at, here.in_training)


def _take_locked(slot_id: int, person: User, clock: Clock) -> _Taken:
    slot, is_locked, standing = ask_together(*arrival(slot_id, person.pk))
    at = clock()
    changed, here = ([], arrived(slot, standing)) if is_locked else _tidied_and_locked(slot, person, at=at)
    made = _take_held(slot, person, here, at=at) or _take_new(slot, person, here, at=at)
    return _Taken(made, at, here.in_training, changed)


def _settled(taken: _Taken, by: User, access_need: str) -> SignUp:
    """What follows from a place: what is needed there, what it counts for, and a mail."""
    made, at = taken.made, taken.at
    failpoint("slots.sign_up.seated")
    needs.keep(made, access_need)
    if taken.in_training:
        ledger.assert_of_locked(_claims([made, *taken.others], at=at), by=by, clock=lambda: at)
    if made.state == SignUp.State.CONFIRMED:
        tell_last(made, "slot_signed_up", at=at)
    else:
        tell_last(made, "slot_waiting", at=at, place=place_in_line(made))
    failpoint("slots.sign_up.told")
    return made


def _tidied_and_locked(slot: Slot, person: User, *, at: datetime) -> tuple[list[SignUp], Seating]:
    """As ``_tidied``, with the rows of all people concerned. Raises ``Refused`` for who erased their account."""
    changed, here = _tidied(slot, person, at=at)
    _lock_people(person.pk, changed)
    return changed, here


def _tidied(slot: Slot, person: User, *, at: datetime) -> tuple[list[SignUp], Seating]:
    """Who has a seat because one was held for too long, and how a locked slot stands after that."""
    here = seating(slot, person, at=at)
    if not here.run_out:
        return [], here
    return let_go_of_run_out(slot, at=at), seating(slot, person, at=at)


def _take_held(slot: Slot, person: User, here: Seating, *, at: datetime) -> SignUp | None:
    """Turn a seat that is held for somebody into theirs; a mere wish is ended, for it keeps no place."""
    if here.own != SignUp.State.HELD:
        return None
    held = SignUp.objects.held().get(slot=slot, person=person)
    held.slot, held.person = slot, person
    if held.seat_id is None:
        end([held], at=at, how=SignUp.End.RAN_OUT)
        return None
    decision = rules.decide_held_seat(here.facts, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    held.state, held.held_until, held.promoted_at = SignUp.State.CONFIRMED, None, at
    held.save(update_fields=["state", "held_until", "promoted_at"])
    return held


def _decide(slot: Slot, person: User, here: Seating, *, at: datetime) -> rules.SeatDecision:
    return rules.decide_seat(
        here.facts,
        already_in=here.own in (SignUp.State.CONFIRMED, SignUp.State.WAITING),
        welcome=Guest(person, at=at).is_welcome(slot),
        at=at,
    )


def _take_new(slot: Slot, person: User, here: Seating, *, at: datetime) -> SignUp:
    decision = _decide(slot, person, here, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    state = _STATES[decision.outcome]
    seat = here.seat if state == SignUp.State.CONFIRMED else None
    # Who missed sessions lately may stand behind the others, where their pathway asks for it.
    priority = line_priority(person.pk, at=at) if state == SignUp.State.WAITING else 0
    made = SignUp(pk=here.key, slot=slot, person=person, state=state, seat_id=seat, priority=priority, created_at=at)
    # What a mail and a calendar call it by has to be known before it can wait for the commit.
    (insert_last if here.key else insert)(made)
    return made


@transaction.atomic
def hold(*, slot_id: int, person: User, clock: Clock = timezone.now) -> SignUp:
    """Note that somebody new wants to come, and keep a seat for them until they have confirmed their address.

    No seat is kept before those who wait, nor more than a few of a slot: the row then only remembers the wish.
    Asking twice changes nothing. Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    changed, here = _tidied(slot, person, at=at)
    welcome = Guest(person, at=at).is_welcome(slot)
    decision = rules.decide_seat(here.facts, already_in=False, welcome=welcome, at=at)
    if not here.own and decision.refused:
        raise Refused(decision.because, WORDS)
    assert_states(changed, by=None, at=at)
    if here.own:
        return SignUp.objects.exclude(state=SignUp.State.CANCELLED).get(slot=slot, person=person)
    seat = here.seat if rules.decide_hold(here.facts, at=at) else None
    until = at + (rules.HOLD_LASTS if seat else rules.WISH_LASTS)
    held = SignUp(slot=slot, person=person, state=SignUp.State.HELD, seat_id=seat, created_at=at, held_until=until)
    insert(held)
    return held


@transaction.atomic
def let_go(*, slot_id: int, clock: Clock = timezone.now) -> list[SignUp]:
    """Free the seats of a slot that were held for people who haven't confirmed their address in time."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    promoted = let_go_of_run_out(slot, at=at)
    assert_states(promoted, by=None, at=at)
    return promoted


def let_go_of_run_out(slot: Slot, *, at: datetime) -> list[SignUp]:
    """End what was held in a locked slot for too long; who is next in line has the seat at once, and is returned.

    The caller asserts the new states in the ledger, together with what else changed.
    """
    gone = list(SignUp.objects.run_out(at).filter(slot=slot).select_related("slot"))
    if not gone:
        return []
    end(gone, at=at, how=SignUp.End.RAN_OUT)
    return promote(slot, at=at)


@transaction.atomic
def cancel(*, slot_id: int, person: User, by: User, clock: Clock = timezone.now) -> SignUp:
    """Give a person's place back, and confirm who is next in line in the same transaction. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    here = seating(slot, person, at=at)
    waits = here.own == SignUp.State.WAITING
    is_in = waits or here.own == SignUp.State.CONFIRMED
    decision = rules.decide_cancellation(here.facts, is_in=is_in, waits=waits, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    standing = SignUp.objects.open().get(slot=slot, person=person)
    standing.slot, standing.person = slot, person
    free([standing], slot=slot, how=SignUp.End.GIVEN_BACK, by=by, at=at)
    tell(standing, "slot_cancelled_by_you", at=at)
    failpoint("slots.cancel.told")
    return standing


def free(rows: list[SignUp], *, slot: Slot, how: SignUp.End, by: User | None, at: datetime) -> list[SignUp]:
    """End sign-ups of a locked slot, confirm who is next, and assert all of it; returns who was confirmed."""
    end(rows, at=at, how=how)
    failpoint("slots.freed")
    promoted = [*let_go_of_run_out(slot, at=at), *promote(slot, at=at)]
    assert_states([*rows, *promoted], by=by, at=at)
    return promoted


def end(sign_ups: Iterable[SignUp], *, at: datetime, how: SignUp.End) -> None:
    """Take sign-ups out of a locked slot; their seats are free at once. Past the cut-off the host is told."""
    for row in sign_ups:
        had_seat = row.seat_id is not None
        row.state, row.seat, row.ended_at, row.ended_as = SignUp.State.CANCELLED, None, at, how
        row.save(update_fields=["state", "seat", "ended_at", "ended_as"])
        if had_seat:
            hosts.tell_of_free_seat(row, at=at)


def promote(slot: Slot, *, at: datetime) -> list[SignUp]:
    """Confirm those next in line of a locked slot, as many as there are seats to fill; each is told once.

    The caller asserts the new states in the ledger, together with what else changed.
    """
    count = rules.seats_to_fill(facts_of(slot), at=at)
    if not count:
        return []
    heads = list(SignUp.objects.in_line().filter(slot=slot).select_related("person", "slot")[:count])
    for row, seat in zip(heads, free_seats(slot)[:count], strict=True):
        confirm(row, seat, at=at)
    return heads


def confirm(row: SignUp, seat: Seat, *, at: datetime) -> None:
    """Give somebody who waits a free seat of a locked slot, and tell them."""
    row.state, row.seat, row.promoted_at = SignUp.State.CONFIRMED, seat, at
    row.save(update_fields=["state", "seat", "promoted_at"])
    failpoint("slots.confirmed")
    tell(row, "slot_promoted", at=at)


def assert_states(rows: Iterable[SignUp], *, by: User | None, at: datetime) -> None:
    """Say in the ledgers of all people concerned how their sign-ups stand now."""
    ledger.assert_all(_claims(rows, at=at), by=by, clock=lambda: at)


def assert_place(made: SignUp, changed: Iterable[SignUp], *, by: User, at: datetime) -> None:
    """The same of a new place and what changed by it. Raises ``Refused`` for who erased their account meanwhile."""
    assert made.person_id is not None
    _lock_people(made.person_id, changed)
    ledger.assert_of_locked(_claims([made, *changed], at=at), by=by, clock=lambda: at)


def _lock_people(person_id: int, changed: Iterable[SignUp]) -> None:
    """Hold the rows of all people concerned. Raises ``Refused`` for who erased their account meanwhile."""
    people = {person_id, *(row.person_id for row in changed if row.person_id)}
    if person_id not in ledger.lock_people(people):
        raise Refused((rules.Reason.ERASED,), WORDS)


def _claims(rows: Iterable[SignUp], *, at: datetime) -> list[tuple[int, ledger.Claim]]:
    return [(row.person_id, claim(row, at=at)) for row in rows if row.person_id]


def claim(row: SignUp, *, at: datetime) -> ledger.Claim:
    """What a sign-up says in the ledger; a slot that moved says it anew."""
    slot = row.slot
    moved = f"/{slot.sequence}" if slot.sequence else ""
    return ledger.Claim(
        subject=f"sign-up:slot/{row.slot_id}",
        value={"kind": slot.counts_as, "state": row.state, "ends": instant(slot.ends_at)} | counts_for(slot),
        rank=Rank.SELF,
        occurred_at=at,
        source="sign-up",
        key=f"sign-up:{row.pk}/{row.state}{moved}",
    )


def counts_for(slot: Slot) -> dict[str, str]:
    """What ledger entries about a slot say of the requirement that it is held for."""
    return {"for": slot.counts_for} if slot.counts_for else {}


def free_seats(slot: Slot) -> QuerySet[Seat]:
    return Seat.objects.filter(slot=slot, sign_up=None).order_by("number")


def tell(row: SignUp, template: str, *, at: datetime, about: str = "", **words: object) -> None:
    """Write to the person of a sign-up, once for each template, and for each thing that it is ``about``.

    Who was let in at the door may have given an address that isn't theirs: they are written to once it's confirmed.
    """
    if row.person is None or (row.walked_in and not has_confirmed(row.person)):
        return
    context = _told(row, at=at) | words
    cause = f"{template}:{row.pk}" + (f"/{about}" if about else "")
    mail.queue(template, to=row.person, cause=cause, context=context, entry=_entry(row, template, at=at))


def tell_last(row: SignUp, template: str, *, at: datetime, **words: object) -> None:
    """The same of a sign-up that was made or confirmed in this very transaction: nobody was told of it before."""
    assert row.person is not None
    context, entry = _told(row, at=at) | words, _entry(row, template, at=at)
    mail.queue_last(template, to=row.person, cause=f"{template}:{row.pk}", context=context, entry=entry)


def _told(row: SignUp, *, at: datetime) -> dict[str, object]:
    slot = row.slot
    giving_back = {"until": slot.cancel_until, "can_give_back": at < slot.cancel_until, "sign_up": row.pk}
    return mails.about(slot) | {"room": slot.room, **giving_back}


def _entry(row: SignUp, template: str, *, at: datetime) -> Entry | None:
    """What a mail does to the person's calendar: nothing for who has never been invited, as who waits."""
    if template in _INVITES and row.state == SignUp.State.CONFIRMED:
        return ics.invitation(row, at=at)
    if template in _WITHDRAWS and was_invited(row):
        return ics.withdrawal(row, at=at)
    return None


def cancel_token(sign_up_id: int) -> str:
    """What a mailed link carries so that a place can be given back without signing in."""
    return signing.dumps(sign_up_id, salt=CANCEL_SALT)


def sign_up_of(token: str) -> SignUp | None:
    """The sign-up that a mailed link speaks of; ``None`` for a token that isn't ours or is too old."""
    try:
        pk = signing.loads(token, salt=CANCEL_SALT, max_age=CANCEL_LINK_LIVES)
    except signing.BadSignature:
        return None
    return SignUp.objects.select_related("slot", "person").filter(pk=pk).first()
