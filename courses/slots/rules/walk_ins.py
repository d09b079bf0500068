"""Who is let in at the door without a seat."""

from datetime import datetime, timedelta

from courses.slots.rules.base import Reason, SeatDecision, SlotFacts, decide

WALK_INS_OPEN_BEFORE = timedelta(minutes=30)


def decide_walk_in(
    slot: SlotFacts, *, closed: bool, already_in: bool, own: bool, others_wait: bool, because: str, at: datetime
) -> SeatDecision:
    """From half an hour before the start until the slot is closed, a free seat goes to who has come.

    Without a free seat, or before the start while others wait, a host says why.
    """
    said = bool(because.strip())
    open_now = closed or slot.published
    return decide(
        (open_now, Reason.NOT_PUBLISHED),
        (not closed, Reason.WALK_INS_ARE_OVER),
        (at >= slot.starts - WALK_INS_OPEN_BEFORE, Reason.TOO_EARLY_TO_WALK_IN),
        (not already_in, Reason.ALREADY_IN),
        (not own, Reason.OWN_ATTENDANCE),
        (said or slot.free > 0, Reason.NO_ROOM_WITHOUT_REASON),
        (said or slot.free <= 0 or not others_wait or at >= slot.starts, Reason.LINE_COMES_FIRST),
    )
