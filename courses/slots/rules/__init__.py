"""What is decided about slots: pure functions from frozen facts to decisions with reasons."""

from courses.slots.rules.attendance import decide_mark
from courses.slots.rules.base import Outcome, Reason, SeatDecision, SlotFacts, decide
from courses.slots.rules.reminders import is_news
from courses.slots.rules.scheduling import decide_calling_off, decide_capacity, decide_change, decide_publication
from courses.slots.rules.seats import (
    HOLD_LASTS,
    WISH_LASTS,
    Door,
    Standing,
    decide_cancellation,
    decide_hold,
    decide_late_seat,
    decide_move_up,
    decide_seat,
    decide_taking_out,
    door,
    most_holds,
    seats_to_fill,
    standing,
    why_nobody_moves,
)

__all__ = [
    "HOLD_LASTS",
    "WISH_LASTS",
    "Door",
    "Outcome",
    "Reason",
    "SeatDecision",
    "SlotFacts",
    "Standing",
    "decide",
    "decide_calling_off",
    "decide_cancellation",
    "decide_capacity",
    "decide_change",
    "decide_hold",
    "decide_late_seat",
    "decide_mark",
    "decide_move_up",
    "decide_publication",
    "decide_seat",
    "decide_taking_out",
    "door",
    "is_news",
    "most_holds",
    "seats_to_fill",
    "standing",
    "why_nobody_moves",
]
