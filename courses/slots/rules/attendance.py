"""What may be said of who was there, corrected and taken back."""

from datetime import datetime

from courses.slots.rules.base import Reason, SeatDecision, SlotFacts, decide


def decide_mark(
    slot: SlotFacts,
    *,
    signed_up: bool,
    own: bool,
    minutes: int,
    at: datetime,
    overtaken: bool = False,
    needs_reason: bool = False,
    because: str = "",
) -> SeatDecision:
    """Somebody else notes, once the slot has begun, how long a person with a seat was there.

    ``overtaken``: a colleague has said something else since who marks looked.
    """
    return decide(
        (at >= slot.starts, Reason.NOT_STARTED),
        (signed_up, Reason.NOT_SIGNED_UP),
        (not own, Reason.OWN_ATTENDANCE),
        (0 <= minutes <= slot.minutes, Reason.TOO_MANY_MINUTES),
        (not overtaken, Reason.CHANGED_MEANWHILE),
        (not needs_reason or bool(because.strip()), Reason.CORRECTION_NEEDS_REASON),
    )


def correction_needs_reason(*, closed: bool, decided: bool, changes: bool) -> bool:
    """Before a slot is closed a tap is changed freely; after it, what a person or a report said is changed with words.

    ``decided``: something weightier than one's own check-in stands.
    """
    return closed and decided and changes


def decide_taking_back(*, own_mark: bool, stands: bool, closed: bool, because: str) -> SeatDecision:
    """Who marked takes their last mark back; once the slot is closed, with a reason."""
    return decide(
        (own_mark, Reason.NOTHING_TO_TAKE_BACK),
        (not own_mark or stands, Reason.CHANGED_MEANWHILE),
        (not closed or bool(because.strip()), Reason.CORRECTION_NEEDS_REASON),
    )
