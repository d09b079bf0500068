"""Taking a seat, waiting for one, and giving it back. All of it happens under the slot's lock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.progress.actions import ledger
from courses.progress.chain import instant
from courses.progress.engine import Rank
from courses.slots import rules
from courses.slots.models import Seat, SignUp, Slot
from courses.slots.queries import facts_of, open_sign_up, place_in_line
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.mail import actions as mail
from lms.people.models import User

CANCEL_SALT = "courses.slots.cancel"
CANCEL_LINK_LIVES = timedelta(days=120)

_STATES = {rules.Outcome.CONFIRM: SignUp.State.CONFIRMED, rules.Outcome.WAIT: SignUp.State.WAITING}


@transaction.atomic
def sign_up(*, slot_id: int, person: User, by: User, clock: Clock = timezone.now) -> SignUp:
    """Confirm a seat for a person, or put them at the end of the waitlist.

    Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    decision = rules.decide_seat(facts_of(slot), already_in=open_sign_up(slot, person) is not None, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    state = _STATES[decision.outcome]
    seat = _free_seats(slot).first() if state == SignUp.State.CONFIRMED else None
    made = SignUp.objects.create(slot=slot, person=person, state=state, seat=seat, created_at=at)
    ledger.assert_all([(person.pk, claim(made, at=at))], by=by, clock=clock)
    if seat:
        tell(made, "slot_signed_up", at=at)
    else:
        tell(made, "slot_waiting", at=at, place=place_in_line(made))
    return made


@transaction.atomic
def cancel(*, slot_id: int, person: User, by: User, clock: Clock = timezone.now) -> SignUp:
    """Give a person's place back, and confirm who is next in line in the same transaction. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    standing = open_sign_up(slot, person)
    waits = standing is not None and standing.state == SignUp.State.WAITING
    decision = rules.decide_cancellation(facts_of(slot), is_in=standing is not None, waits=waits, at=at)
    if standing is None or decision.refused:
        raise Refused(decision.because, WORDS)
    end([standing], at=at)
    promoted = promote(slot, at=at)
    ledger.assert_all(
        [(row.person_id, claim(row, at=at)) for row in (standing, *promoted) if row.person_id], by=by, clock=clock
    )
    tell(standing, "slot_cancelled_by_you", at=at)
    return standing


def end(sign_ups: Iterable[SignUp], *, at: datetime) -> None:
    """Take sign-ups out of a locked slot; their seats are free at once."""
    for row in sign_ups:
        row.state, row.seat, row.ended_at = SignUp.State.CANCELLED, None, at
        row.save(update_fields=["state", "seat", "ended_at"])


def promote(slot: Slot, *, at: datetime) -> list[SignUp]:
    """Confirm those next in line of a locked slot, as many as there are seats to fill; each is told once.

    The caller asserts the new states in the ledger, together with what else changed.
    """
    count = rules.seats_to_fill(facts_of(slot), at=at)
    if not count:
        return []
    heads = list(SignUp.objects.in_line().filter(slot=slot).select_related("person", "slot")[:count])
    for row, seat in zip(heads, _free_seats(slot)[:count], strict=True):
        row.state, row.seat, row.promoted_at = SignUp.State.CONFIRMED, seat, at
        row.save(update_fields=["state", "seat", "promoted_at"])
        tell(row, "slot_promoted", at=at)
    return heads


def claim(row: SignUp, *, at: datetime) -> ledger.Claim:
    """What a sign-up says in the ledger."""
    return ledger.Claim(
        subject=f"sign-up:slot/{row.slot_id}",
        value={"kind": row.slot.kind, "state": row.state, "ends": instant(row.slot.ends_at)},
        rank=Rank.SELF,
        occurred_at=at,
        source="sign-up",
        key=f"sign-up:{row.pk}/{row.state}",
    )


def _free_seats(slot: Slot) -> QuerySet[Seat]:
    return Seat.objects.filter(slot=slot, sign_up=None).order_by("number")


def tell(row: SignUp, template: str, *, at: datetime, **words: str | int) -> None:
    """Write to the person of a sign-up, once for each template however often it is asked for."""
    if row.person is None:
        return
    slot = row.slot
    context = {"slot": slot.pk, "title": slot.title, "start": slot.starts_at, "end": slot.ends_at, "zone": slot.zone}
    context |= {"room": slot.room, "until": slot.cancel_until, "can_give_back": at < slot.cancel_until}
    context |= {"token": cancel_token(row), **words}
    mail.queue(template, to=row.person, cause=f"{template}:{row.pk}", context=context)


def cancel_token(row: SignUp) -> str:
    """What a mailed link carries so that a place can be given back without signing in."""
    return signing.dumps(row.pk, salt=CANCEL_SALT)


def sign_up_of(token: str) -> SignUp | None:
    """The sign-up that a mailed link speaks of; ``None`` for a token that isn't ours or is too old."""
    try:
        pk = signing.loads(token, salt=CANCEL_SALT, max_age=CANCEL_LINK_LIVES)
    except signing.BadSignature:
        return None
    return SignUp.objects.select_related("slot", "person").filter(pk=pk).first()
