"""What is decided about practice dialogues: pure functions from frozen facts to decisions with reasons."""

from courses.practice.rules.base import Decision, Reason
from courses.practice.rules.calibration import QUALIFIED_FOR
from courses.practice.rules.observations import (
    LEVELS,
    MOST_PEOPLE,
    WORDS_NEEDED_BELOW,
    decide_handing_in,
    decide_headcount,
    decide_saving,
)
from courses.practice.rules.pairings import EXPERIENCED_AFTER, decide_answer, decide_pairing
from courses.practice.rules.plans import (
    THE_HOUR,
    decide_cancellation,
    decide_change,
    decide_clearing,
    decide_comment,
    decide_proposal,
    decide_sharing,
    longest_stage,
)
from courses.practice.rules.promises import decide_promise, decide_taking_back
from courses.practice.rules.reflections import decide_reflection
from courses.practice.rules.room import ROOM_OPENS_BEFORE, decide_finish, decide_stage

__all__ = [
    "EXPERIENCED_AFTER",
    "LEVELS",
    "MOST_PEOPLE",
    "QUALIFIED_FOR",
    "ROOM_OPENS_BEFORE",
    "THE_HOUR",
    "WORDS_NEEDED_BELOW",
    "Decision",
    "Reason",
    "decide_answer",
    "decide_cancellation",
    "decide_change",
    "decide_clearing",
    "decide_comment",
    "decide_finish",
    "decide_handing_in",
    "decide_headcount",
    "decide_pairing",
    "decide_promise",
    "decide_proposal",
    "decide_reflection",
    "decide_saving",
    "decide_sharing",
    "decide_stage",
    "decide_taking_back",
    "longest_stage",
]
