"""What may be said of who was there."""

from datetime import datetime

from courses.slots.rules.base import Reason, SeatDecision, SlotFacts, decide


def decide_mark(slot: SlotFacts, *, signed_up: bool, own: bool, minutes: int, at: datetime) -> SeatDecision:
    """Somebody else notes, once the slot has begun, how long a person with a seat was there."""
    return decide(
        (at >= slot.starts, Reason.NOT_STARTED),
        (signed_up, Reason.NOT_SIGNED_UP),
        (not own, Reason.OWN_ATTENDANCE),
        (0 <= minutes <= slot.minutes, Reason.TOO_MANY_MINUTES),
    )
