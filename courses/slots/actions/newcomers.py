"""A seat for somebody who hasn't signed in: asked for by address, kept for a while, taken from a mailed link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from courses.slots import rules
from courses.slots.actions import mails, needs, seats
from courses.slots.models import AccessNeed, SignUp, Slot
from courses.slots.queries import Guest, facts_of
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.mail import actions as mail
from lms.people import actions as accounts
from lms.people.models import User
from lms.people.queries import has_confirmed

ARRIVAL_SALT = "courses.slots.arrival"
LINK_LIVES = needs.KEPT_AFTER_PLACE


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes by a mailed link, and to which session; ``used`` once their address has been confirmed.

    ``kept_until`` is ``None`` where no seat is kept for them, or no longer.
    """

    slot: Slot
    person: User
    used: bool
    kept_until: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What somebody found who confirmed their address: a place or why not; ``too_late`` for a seat that was kept."""

    place: SignUp | None
    refusal: Refused | None
    too_late: bool


@transaction.atomic
def ask(
    *, slot_id: int, email: str, profile: Mapping[str, Any], access_need: str = "", clock: Clock = timezone.now
) -> datetime | None:
    """Keep a seat for somebody who gives an address, and write to it; says until when, ``None`` where none is kept.

    Nothing of what it does or says tells whether the address has an account. Raises ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    seats.let_go(slot_id=slot_id, clock=lambda: at)
    facts = facts_of(slot)
    welcome = Guest(AnonymousUser(), at=at).is_welcome(slot)
    decision = rules.decide_seat(facts, already_in=False, welcome=welcome, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    would_keep = rules.decide_hold(facts, at=at)
    person = accounts.make_account(email=email, profile=profile)
    if not person.is_active:
        return at + rules.HOLD_LASTS if would_keep else None
    row = seats.hold(slot_id=slot_id, person=person, clock=lambda: at)
    known = has_confirmed(person)
    if row.state == SignUp.State.HELD and not known:
        needs.keep(row, access_need)
    until = _until(row, would_keep, at)
    _write_to(person, slot, "slot_sign_in_first" if known else "slot_hold", until)
    return until


def _until(row: SignUp, would_keep: bool, at: datetime) -> datetime | None:
    if row.state == SignUp.State.HELD:
        return row.held_until if row.seat_id else None
    return at + rules.HOLD_LASTS if would_keep else None


def _write_to(person: User, slot: Slot, template: str, until: datetime | None) -> None:
    """Each time that somebody asks is a cause of its own, as with all mails about signing in."""
    context = mails.about(slot) | {"until": until, "token": _token(slot, person)}
    mail.queue(template, to=person, cause=f"{template}:{slot.pk}/{person.pk}:{uuid4()}", context=context, secret=True)


def _token(slot: Slot, person: User) -> str:
    return signing.dumps([slot.pk, person.pk, _sign_of(person)], salt=ARRIVAL_SALT)


def _sign_of(person: User) -> str:
    """What tells the address that a link was mailed to from any other, without spelling it in the link."""
    return salted_hmac(ARRIVAL_SALT, person.email_key).hexdigest()[:16]


def arrival_of(token: str, *, clock: Clock = timezone.now) -> Arrival | None:
    """Who and what a mailed link speaks of; ``None`` for one that isn't ours, is too old, or for another address."""
    try:
        slot_id, person_id, sign = signing.loads(token, salt=ARRIVAL_SALT, max_age=LINK_LIVES)
    except signing.BadSignature:
        return None
    slot = Slot.objects.shown().filter(pk=slot_id).first()
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if slot is None or person is None or _sign_of(person) != sign:
        return None
    kept = SignUp.objects.held().filter(slot=slot, person=person, held_until__gt=clock()).exclude(seat=None).first()
    return Arrival(slot, person, used=has_confirmed(person), kept_until=kept.held_until if kept else None)


@transaction.atomic
def arrive(*, slot_id: int, person: User, clock: Clock = timezone.now) -> Outcome | None:
    """Confirm a newcomer's address, and give them the seat that was kept, or a place like anybody's.

    ``None``, and nothing changes, where the address was confirmed before or is somebody else's by now.
    """
    Slot.objects.locked().get(pk=slot_id)
    if not accounts.confirm_address(person=person):
        return None
    asked = list(SignUp.objects.filter(slot=slot_id, person=person).order_by("pk"))
    said = AccessNeed.objects.filter(sign_up__in=asked).order_by("-sign_up").first()
    words = said.words if said else ""
    try:
        place = seats.sign_up(slot_id=slot_id, person=person, by=person, access_need=words, clock=clock)
    except Refused as refusal:  # their address is confirmed all the same
        return Outcome(None, refusal, too_late=_was_kept(asked))
    return Outcome(place, None, too_late=place not in asked and _was_kept(asked))


def _was_kept(asked: list[SignUp]) -> bool:
    """Whether a seat had been kept, and not only a wish been noted."""
    return any(row.held_until and row.held_until - row.created_at <= rules.HOLD_LASTS for row in asked)
