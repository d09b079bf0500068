"""What is decided about practice dialogues: pure functions from frozen facts to decisions with reasons."""

from courses.practice.rules.base import Decision, Reason
from courses.practice.rules.calibration import QUALIFIED_FOR
from courses.practice.rules.care import CARE_WITHIN, care_until, decide_care, decide_meeting
from courses.practice.rules.concerns import (
    MOST_DAYS,
    decide_answering,
    decide_closing,
    decide_handing_on,
    decide_noting,
    decide_opening,
    decide_raising,
    usual_due,
)
from courses.practice.rules.debrief import (
    DEBRIEF_WAITS,
    Awaited,
    Beside,
    awaited_until,
    decide_agreeing,
    decide_aim,
    decide_saying,
    own_beside_others,
    still_awaited,
)
from courses.practice.rules.notes import decide_changing as decide_changing_note
from courses.practice.rules.notes import decide_own as decide_own_note
from courses.practice.rules.notes import decide_seen as decide_seen_note
from courses.practice.rules.observations import (
    LEVELS,
    MOST_PEOPLE,
    WORDS_NEEDED_BELOW,
    decide_amending,
    decide_handing_in,
    decide_headcount,
    decide_saving,
)
from courses.practice.rules.pairings import EXPERIENCED_AFTER, decide_answer, decide_pairing
from courses.practice.rules.plans import decide_cancellation, decide_clearing, decide_proposal
from courses.practice.rules.promises import decide_promise, decide_taking_back
from courses.practice.rules.reading import may_read_observations
from courses.practice.rules.reflections import decide_reflection, decide_sharing
from courses.practice.rules.room import ROOM_OPENS_BEFORE, decide_finish, decide_stage

__all__ = [
    "CARE_WITHIN",
    "DEBRIEF_WAITS",
    "EXPERIENCED_AFTER",
    "LEVELS",
    "MOST_DAYS",
    "MOST_PEOPLE",
    "QUALIFIED_FOR",
    "ROOM_OPENS_BEFORE",
    "WORDS_NEEDED_BELOW",
    "Awaited",
    "Beside",
    "Decision",
    "Reason",
    "awaited_until",
    "care_until",
    "decide_agreeing",
    "decide_aim",
    "decide_amending",
    "decide_answer",
    "decide_answering",
    "decide_cancellation",
    "decide_care",
    "decide_changing_note",
    "decide_clearing",
    "decide_closing",
    "decide_finish",
    "decide_handing_in",
    "decide_handing_on",
    "decide_headcount",
    "decide_meeting",
    "decide_noting",
    "decide_opening",
    "decide_own_note",
    "decide_pairing",
    "decide_promise",
    "decide_proposal",
    "decide_raising",
    "decide_reflection",
    "decide_saving",
    "decide_saying",
    "decide_seen_note",
    "decide_sharing",
    "decide_stage",
    "decide_taking_back",
    "may_read_observations",
    "own_beside_others",
    "still_awaited",
    "usual_due",
]
