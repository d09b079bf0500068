"""When a slot may be closed, and what is asked before."""

from datetime import datetime

from courses.slots.rules.base import Reason, SeatDecision, decide


def decide_closing(
    *, published: bool, starts: datetime, there: int, headcount: int, because: str, at: datetime
) -> SeatDecision:
    """Once it has begun; if the host counts other than the list does, they say why."""
    begun = at >= starts
    return decide(
        (published, Reason.NOT_HELD),
        (not published or begun, Reason.NOT_BEGUN),
        (not published or not begun or there == headcount or bool(because.strip()), Reason.HEADCOUNT_DIFFERS),
    )
