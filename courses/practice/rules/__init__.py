"""What is decided about practice dialogues: pure functions from frozen facts to decisions with reasons."""

from courses.practice.rules.base import Decision, Reason
from courses.practice.rules.breakout import Member, decide_groups, how_many, mixed, sizes
from courses.practice.rules.calibration import QUALIFIED_FOR
from courses.practice.rules.notes import decide_changing as decide_changing_note
from courses.practice.rules.notes import decide_own as decide_own_note
from courses.practice.rules.notes import decide_seen as decide_seen_note
from courses.practice.rules.observations import (
    LEVELS,
    MOST_PEOPLE,
    WORDS_NEEDED_BELOW,
    decide_handing_in,
    decide_headcount,
    decide_saving,
)
from courses.practice.rules.pairings import EXPERIENCED_AFTER, decide_answer, decide_pairing
from courses.practice.rules.plans import decide_cancellation, decide_clearing, decide_proposal
from courses.practice.rules.promises import decide_promise, decide_taking_back
from courses.practice.rules.reflections import decide_reflection
from courses.practice.rules.room import (
    ROOM_OPENS_BEFORE,
    TAKES_BACK_WITHIN,
    decide_closing_for_them,
    decide_ending_early,
    decide_finish,
    decide_going_back,
    decide_press,
    decide_stage,
    end_of,
    is_left_open,
    minutes_left,
    moment_of,
)

__all__ = [
    "EXPERIENCED_AFTER",
    "LEVELS",
    "MOST_PEOPLE",
    "QUALIFIED_FOR",
    "ROOM_OPENS_BEFORE",
    "TAKES_BACK_WITHIN",
    "WORDS_NEEDED_BELOW",
    "Decision",
    "Member",
    "Reason",
    "decide_answer",
    "decide_cancellation",
    "decide_changing_note",
    "decide_clearing",
    "decide_closing_for_them",
    "decide_ending_early",
    "decide_finish",
    "decide_going_back",
    "decide_groups",
    "decide_handing_in",
    "decide_headcount",
    "decide_own_note",
    "decide_pairing",
    "decide_press",
    "decide_promise",
    "decide_proposal",
    "decide_reflection",
    "decide_saving",
    "decide_seen_note",
    "decide_stage",
    "decide_taking_back",
    "end_of",
    "how_many",
    "is_left_open",
    "minutes_left",
    "mixed",
    "moment_of",
    "sizes",
]
