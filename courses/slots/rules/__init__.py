"""What is decided about slots: pure functions from frozen facts to decisions with reasons."""

from courses.slots.rules.agenda import Part, parts_of, running, stage_of
from courses.slots.rules.attendance import correction_needs_reason, decide_mark, decide_taking_back
from courses.slots.rules.base import Outcome, Reason, SeatDecision, SlotFacts, decide
from courses.slots.rules.check_in import ACCOUNT_TRIES, ANONYMOUS_TRIES, GRANT_LASTS, Gate, LINK_LASTS, TRIES_SPAN, chance_to_guess, decide_check_in, decide_check_out, gate, minutes_left
from courses.slots.rules.closing import decide_closing
from courses.slots.rules.no_shows import ENOUGH, Policy, USUAL, WINDOW, consequence, decide_excuse, fades_at, line_priority, policy_of
from courses.slots.rules.scheduling import decide_calling_off, decide_capacity, decide_change, decide_publication
from courses.slots.rules.seats import Door, HOLD_LASTS, Standing, WISH_LASTS, decide_cancellation, decide_held_seat, decide_hold, decide_late_seat, decide_move_up, decide_seat, decide_taking_out, door, most_holds, seats_to_fill, standing, why_nobody_moves
from courses.slots.rules.series import Clocks, Every, MOST_DATES, Scope, anchored, count_until, following, occurrences, rule_of
from courses.slots.rules.walk_ins import WALK_INS_OPEN_BEFORE, decide_walk_in

__all__ = ["ACCOUNT_TRIES", "ANONYMOUS_TRIES", "Clocks", "Door", "ENOUGH", "Every", "GRANT_LASTS", "Gate", "HOLD_LASTS", "LINK_LASTS", "MOST_DATES", "Outcome", "Part", "Policy", "Reason", "Scope", "SeatDecision", "SlotFacts", "Standing", "TRIES_SPAN", "USUAL", "WALK_INS_OPEN_BEFORE", "WINDOW", "WISH_LASTS", "anchored", "chance_to_guess", "consequence", "correction_needs_reason", "count_until", "decide", "decide_calling_off", "decide_cancellation", "decide_capacity", "decide_change", "decide_check_in", "decide_check_out", "decide_closing", "decide_excuse", "decide_held_seat", "decide_hold", "decide_late_seat", "decide_mark", "decide_move_up", "decide_publication", "decide_seat", "decide_taking_back", "decide_taking_out", "decide_walk_in", "door", "fades_at", "following", "gate", "line_priority", "minutes_left", "most_holds", "occurrences", "parts_of", "policy_of", "rule_of", "running", "seats_to_fill", "stage_of", "standing", "why_nobody_moves"]
