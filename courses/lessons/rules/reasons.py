"""Why not: the codes of every refusal about lessons, and what carries them."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why not."""

    NOT_YOURS = "not_yours"
    NO_SUCH_LESSON = "no_such_lesson"
    HAS_CHECK = "has_check"
    NO_CHECK = "no_check"
    UNANSWERED = "unanswered"
    UNKNOWN_ANSWER = "unknown_answer"
    SAME_PLACE = "same_place"
    PLACES_MISSING = "places_missing"
    PARTNERS_MISSING = "partners_missing"
    OTHER_TRY = "other_try"
    NO_TRIES_LEFT = "no_tries_left"
    TRIES_LEFT = "tries_left"
    NO_SUCH_PROMPT = "no_such_prompt"
    NOTHING_TO_SHARE = "nothing_to_share"
    TOO_LONG = "too_long"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    TOO_SOON = "too_soon"
    NOT_TIMED = "not_timed"
    NOT_YOUR_SESSION = "not_your_session"
    ENDED_ELSEWHERE = "ended_elsewhere"
    OWN_TRAINING = "own_training"
    NO_REASON_GIVEN = "no_reason_given"
    ALREADY_GRANTED = "already_granted"
    NOT_GRANTED = "not_granted"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def unless(*conditions: tuple[bool, Reason]) -> Decision:
    """Yes if all hold; else the reasons of those that don't."""
    return Decision(tuple(reason for holds, reason in conditions if not holds))
