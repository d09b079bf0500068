"""What hosts do with a waitlist: confirm its first by hand after the cut-off, put somebody first, take somebody out."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import seats
from courses.slots.models import SignUp, Slot
from courses.slots.queries import facts_of
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def confirm_late(*, slot_id: int, sign_up_id: int, by: User, clock: Clock = timezone.now) -> SignUp:
    """Give a free seat to the first in line after the cut-off, when nobody is confirmed unasked. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    # What was held for too long is free, also before the sweep has come by.
    changed = seats.let_go_of_run_out(slot, at=at)
    row = _row(slot, sign_up_id)
    first = SignUp.objects.in_line().filter(slot=slot).first()
    decision = rules.decide_late_seat(
        facts_of(slot), waits=row.state == SignUp.State.WAITING, first=first is not None and first.pk == row.pk, at=at
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    seats.confirm(row, seats.free_seats(slot)[0], at=at)
    seats.assert_states([row, *changed], by=by, at=at)
    audit.record("slots.confirm_late", about=slot, by=by, data={"sign_up": row.pk})
    return row


@transaction.atomic
def move_up(*, slot_id: int, sign_up_id: int, because: str, by: User) -> SignUp:
    """Put somebody first in line, with a reason that is kept beside their place. Raises ``Refused``."""
    slot, row = _locked(slot_id, sign_up_id)
    decision = rules.decide_move_up(waits=row.state == SignUp.State.WAITING, because=because)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    highest = SignUp.objects.waiting().filter(slot=slot).exclude(pk=row.pk).aggregate(most=Max("priority"))["most"]
    row.priority, row.priority_because = max(row.priority, (highest or 0) + 1), because.strip()
    row.save(update_fields=["priority", "priority_because"])
    audit.record("slots.move_up", about=slot, by=by, data={"sign_up": row.pk})
    return row


@transaction.atomic
def take_out(*, slot_id: int, sign_up_id: int, because: str, by: User, clock: Clock = timezone.now) -> SignUp:
    """End somebody's place, tell them why, and confirm who is next in the same transaction. Raises ``Refused``."""
    slot, row = _locked(slot_id, sign_up_id)
    at = clock()
    decision = rules.decide_taking_out(
        is_in=row.state in (SignUp.State.CONFIRMED, SignUp.State.WAITING), begun=at >= slot.starts_at, because=because
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    seats.free([row], slot=slot, how=SignUp.End.TAKEN_OUT, by=by, at=at)
    seats.tell(row, "slot_taken_out", at=at, because=because.strip())
    audit.record("slots.take_out", about=slot, by=by, data={"sign_up": row.pk})
    return row


def _locked(slot_id: int, sign_up_id: int) -> tuple[Slot, SignUp]:
    """Raises ``Slot.DoesNotExist`` and ``SignUp.DoesNotExist``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    return slot, _row(slot, sign_up_id)


def _row(slot: Slot, sign_up_id: int) -> SignUp:
    return SignUp.objects.select_related("slot", "person").get(pk=sign_up_id, slot=slot)
