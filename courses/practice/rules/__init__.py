"""What is decided about practice dialogues: pure functions from frozen facts to decisions with reasons."""

from courses.practice.rules.base import Decision, Reason
from courses.practice.rules.calibration import QUALIFIED_FOR
from courses.practice.rules.feedback import (
    CODE_LENGTH,
    CODE_LETTERS,
    FEWEST,
    GAP,
    HEADCOUNT_COMES_FOR,
    OPEN_FOR,
    PLANTED,
    TOLD_FROM,
    Amount,
    Stand,
    amount_of,
    counts_for,
    decide_closing,
    decide_reading,
    is_due,
    plain_code,
    says_only_less,
    stand_of,
    told_code,
)
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
from courses.practice.rules.room import ROOM_OPENS_BEFORE, decide_finish, decide_stage

__all__ = [
    "CODE_LENGTH",
    "CODE_LETTERS",
    "EXPERIENCED_AFTER",
    "FEWEST",
    "GAP",
    "HEADCOUNT_COMES_FOR",
    "LEVELS",
    "MOST_PEOPLE",
    "OPEN_FOR",
    "PLANTED",
    "QUALIFIED_FOR",
    "ROOM_OPENS_BEFORE",
    "TOLD_FROM",
    "WORDS_NEEDED_BELOW",
    "Amount",
    "Decision",
    "Reason",
    "Stand",
    "amount_of",
    "counts_for",
    "decide_answer",
    "decide_cancellation",
    "decide_clearing",
    "decide_closing",
    "decide_finish",
    "decide_handing_in",
    "decide_headcount",
    "decide_pairing",
    "decide_promise",
    "decide_proposal",
    "decide_reading",
    "decide_reflection",
    "decide_saving",
    "decide_stage",
    "decide_taking_back",
    "is_due",
    "plain_code",
    "says_only_less",
    "stand_of",
    "told_code",
]
