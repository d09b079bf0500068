"""Reasons, and a decision that carries them."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why not."""

    NOT_ELIGIBLE = "not_eligible"
    ALREADY_OPEN = "already_open"
    ALREADY_CERTIFIED = "already_certified"
    NOT_BEFORE = "not_before"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_HIDDEN = "name_hidden"
    NAME_PICTURE = "name_picture"
    NAME_WITHOUT_LETTERS = "name_without_letters"
    NAME_PILED = "name_piled"
    MOTIVATION_MISSING = "motivation_missing"
    ANSWER_MISSING = "answer_missing"
    NOT_OPEN = "not_open"
    NOT_THE_CANDIDATE = "not_the_candidate"
    NO_APPEAL = "no_appeal"
    APPEALED_ALREADY = "appealed_already"
    APPEAL_TOO_LATE = "appeal_too_late"
    NOTHING_CLOSED = "nothing_closed"
    WORDS_MISSING = "words_missing"
    NOT_IN_REVIEW = "not_in_review"
    NOT_CORE_GROUP = "not_core_group"
    ROLE_TOO_NEW = "role_too_new"
    ONESELF = "oneself"
    DECLARED = "declared"
    RECUSED = "recused"
    CO_LEAD = "co_lead"
    MENTOR = "mentor"
    MANAGER = "manager"
    REPORT = "report"
    ONLY_OBSERVER = "only_observer"
    DECIDED_BEFORE = "decided_before"
    UNIT = "unit"
    ALREADY_DECIDED = "already_decided"
    NOT_DECIDED = "not_decided"
    SEATS_TAKEN = "seats_taken"
    REASON_MISSING = "reason_missing"
    ASK_MISSING = "ask_missing"
    ASK_HALF = "ask_half"
    ASK_DATE_PAST = "ask_date_past"
    TOO_MANY_ASKS = "too_many_asks"
    ASK_UNANSWERED = "ask_unanswered"
    ASK_STILL_OPEN = "ask_still_open"
    LETTER_MISSING = "letter_missing"
    WAY_FORWARD_MISSING = "way_forward_missing"
    NO_NOT_YET_HERE = "no_not_yet_here"
    EVIDENCE_MOVED = "evidence_moved"
    NOT_SETTLED = "not_settled"
    ANSWERED_ALREADY = "answered_already"
    NOTHING_TO_CONSENT = "nothing_to_consent"
    ALWAYS_EXCLUDES = "always_excludes"
    ALREADY_ASKED = "already_asked"
    SECOND_PERSON = "second_person"
    ALREADY_THERE = "already_there"
    TIED_YOURSELF = "tied_yourself"
    UNTIL_MISSING = "until_missing"
    PERSON_GONE = "person_gone"
    DATES_MISSING = "dates_missing"
    # Other roads than an own application.
    PUT_FORWARD = "put_forward"
    NOBODY_THERE = "nobody_there"
    SEVERAL_THERE = "several_there"
    PUT_ONESELF_FORWARD = "put_oneself_forward"
    TWICE_IN_LIST = "twice_in_list"
    OPEN_THERE = "open_there"
    CERTIFIED_THERE = "certified_there"
    PRINTED_NAME_MISSING = "printed_name_missing"
    REFERENCE_MISSING = "reference_missing"
    NO_ROWS = "no_rows"
    READ_ALONE = "read_alone"
    # Exercises.
    NOT_CLOSED = "not_closed"
    NO_AGREEMENT = "no_agreement"
    NOT_READ = "not_read"
    EXERCISE_OVER = "exercise_over"
    KNOWS_THE_ANSWER = "knows_the_answer"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def unless(*conditions: tuple[bool, Reason]) -> Decision:
    """Refused with the reason of each condition that doesn't hold."""
    return Decision(tuple(reason for holds, reason in conditions if not holds))
