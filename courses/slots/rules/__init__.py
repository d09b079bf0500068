"""What is decided about slots: pure functions from frozen facts to decisions with reasons."""

from courses.slots.rules.attendance import correction_needs_reason, decide_mark, decide_taking_back
from courses.slots.rules.base import Outcome, Reason, SeatDecision, SlotFacts, decide
from courses.slots.rules.scheduling import decide_calling_off, decide_capacity, decide_change, decide_publication
from courses.slots.rules.seats import (
    HOLD_LASTS,
    WISH_LASTS,
    Door,
    Standing,
    decide_cancellation,
    decide_held_seat,
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
from courses.slots.rules.walk_ins import WALK_INS_OPEN_BEFORE, decide_walk_in

__all__ = [
    "HOLD_LASTS",
    "WALK_INS_OPEN_BEFORE",
    "WISH_LASTS",
    "Door",
    "Outcome",
    "Reason",
    "SeatDecision",
    "SlotFacts",
    "Standing",
    "correction_needs_reason",
    "decide",
    "decide_calling_off",
    "decide_cancellation",
    "decide_capacity",
    "decide_change",
    "decide_held_seat",
    "decide_hold",
    "decide_late_seat",
    "decide_mark",
    "decide_move_up",
    "decide_publication",
    "decide_seat",
    "decide_taking_back",
    "decide_taking_out",
    "decide_walk_in",
    "door",
    "most_holds",
    "seats_to_fill",
    "standing",
    "why_nobody_moves",
]
