"""What is decided about practice dialogues: pure functions from frozen facts to decisions with reasons."""

from courses.practice.rules.base import Decision, Reason
from courses.practice.rules.breakout import Member, decide_groups, how_many, mixed, sizes
from courses.practice.rules.calibration import Outcome, QUALIFIED_FOR, SAME_AGAIN_AFTER, TOLD_BEFORE, decide_change, decide_publishing, decide_try, decide_withdrawal, may_try_again, outcome_of
from courses.practice.rules.care import CARE_WITHIN, care_until, decide_care, decide_meeting
from courses.practice.rules.concerns import MOST_DAYS, decide_answering, decide_handing_on, decide_noting, decide_opening, decide_raising, usual_due
from courses.practice.rules.debrief import Awaited, Beside, DEBRIEF_WAITS, awaited_until, decide_agreeing, decide_aim, decide_saying, own_beside_others, still_awaited
from courses.practice.rules.differences import Apart, Seen, far_apart, opposite
from courses.practice.rules.feedback import Amount, CODE_LENGTH, CODE_LETTERS, FEWEST, GAP, HEADCOUNT_COMES_FOR, OPEN_FOR, PLANTED, Stand, TOLD_FROM, amount_of, counts_for, decide_closing, decide_reading, is_due, plain_code, says_only_less, stand_of, told_code
from courses.practice.rules.matching import Bar, Fit, GapFacts, HelperFacts, Hours, LASTS, Place, Span, bars, fits, observers_wanted
from courses.practice.rules.notes import decide_changing, decide_own, decide_seen
from courses.practice.rules.observations import LEVELS, MOST_PEOPLE, WORDS_NEEDED_BELOW, decide_amending, decide_handing_in, decide_headcount, decide_saving
from courses.practice.rules.pairings import EXPERIENCED_AFTER, Lack, REMINDED_AFTER, decide_asking, decide_naming, decide_no, decide_pairing, decide_taking_off, decide_unasking, decide_yes, lacks, mark_of
from courses.practice.rules.plans import THE_HOUR, decide_cancellation, decide_change, decide_clearing, decide_comment, decide_proposal, decide_sharing, longest_stage
from courses.practice.rules.promises import decide_promise, decide_taking_back
from courses.practice.rules.proposals import Proposal, Proposed, propose
from courses.practice.rules.reading import may_read_observations
from courses.practice.rules.reflections import decide_reflection, decide_sharing
from courses.practice.rules.room import ROOM_OPENS_BEFORE, TAKES_BACK_WITHIN, decide_closing_for_them, decide_ending_early, decide_finish, decide_going_back, decide_press, decide_stage, end_of, is_left_open, minutes_left, moment_of

__all__ = ["Amount", "Apart", "Awaited", "Bar", "Beside", "CARE_WITHIN", "CODE_LENGTH", "CODE_LETTERS", "DEBRIEF_WAITS", "Decision", "EXPERIENCED_AFTER", "FEWEST", "Fit", "GAP", "GapFacts", "HEADCOUNT_COMES_FOR", "HelperFacts", "Hours", "LASTS", "LEVELS", "Lack", "MOST_DAYS", "MOST_PEOPLE", "Member", "OPEN_FOR", "Outcome", "PLANTED", "Place", "Proposal", "Proposed", "QUALIFIED_FOR", "REMINDED_AFTER", "ROOM_OPENS_BEFORE", "Reason", "SAME_AGAIN_AFTER", "Seen", "Span", "Stand", "TAKES_BACK_WITHIN", "THE_HOUR", "TOLD_BEFORE", "TOLD_FROM", "WORDS_NEEDED_BELOW", "amount_of", "awaited_until", "bars", "care_until", "counts_for", "decide_agreeing", "decide_aim", "decide_amending", "decide_answering", "decide_asking", "decide_cancellation", "decide_care", "decide_change", "decide_changing", "decide_clearing", "decide_closing", "decide_closing_for_them", "decide_comment", "decide_ending_early", "decide_finish", "decide_going_back", "decide_groups", "decide_handing_in", "decide_handing_on", "decide_headcount", "decide_meeting", "decide_naming", "decide_no", "decide_noting", "decide_opening", "decide_own", "decide_pairing", "decide_press", "decide_promise", "decide_proposal", "decide_publishing", "decide_raising", "decide_reading", "decide_reflection", "decide_saving", "decide_saying", "decide_seen", "decide_sharing", "decide_stage", "decide_taking_back", "decide_taking_off", "decide_try", "decide_unasking", "decide_withdrawal", "decide_yes", "end_of", "far_apart", "fits", "how_many", "is_due", "is_left_open", "lacks", "longest_stage", "mark_of", "may_read_observations", "may_try_again", "minutes_left", "mixed", "moment_of", "observers_wanted", "opposite", "outcome_of", "own_beside_others", "plain_code", "propose", "says_only_less", "sizes", "stand_of", "still_awaited", "told_code", "usual_due"]
