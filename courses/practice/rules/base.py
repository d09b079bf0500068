"""What all rules of practice share: reasons, and a decision."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why not."""

    CHATS_FIRST = "chats_first"
    STARTS_IN_THE_PAST = "starts_in_the_past"
    SESSION_NOT_OPEN = "session_not_open"
    TOO_LONG = "too_long"
    NOT_IN_THE_TALK = "not_in_the_talk"
    NOT_PROPOSED = "not_proposed"
    OWN_DIALOGUE = "own_dialogue"
    CONFLICT = "conflict"
    NO_OBSERVER = "no_observer"
    ALREADY_OBSERVER = "already_observer"
    NOT_THE_LEAD = "not_the_lead"
    NOT_CLEARED = "not_cleared"
    TOO_EARLY = "too_early"
    STAGE_PASSED = "stage_passed"
    STAGE_SKIPPED = "stage_skipped"
    NOT_FINISHED = "not_finished"
    NOT_ASSIGNED = "not_assigned"
    NOT_HELD = "not_held"
    ALREADY_HANDED_IN = "already_handed_in"
    SCORES_MISSING = "scores_missing"
    WORDS_MISSING = "words_missing"
    EVIDENCE_MISSING = "evidence_missing"
    ALREADY_SHARED = "already_shared"
    ALREADY_OVER = "already_over"
    DAY_PASSED = "day_passed"
    DAY_TOO_FAR = "day_too_far"
    ALREADY_PROMISED = "already_promised"
    NOT_YOURS = "not_yours"
    ALREADY_TAKEN_BACK = "already_taken_back"
    NOT_ASKED = "not_asked"
    CO_LEAD_ASKED = "co_lead_asked"
    NO_EXPERIENCED_LEAD = "no_experienced_lead"
    TOO_MANY_PEOPLE = "too_many_people"
    CHANGED_ELSEWHERE = "changed_elsewhere"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def unless(*conditions: tuple[bool, Reason]) -> Decision:
    return Decision(tuple(reason for holds, reason in conditions if not holds))
