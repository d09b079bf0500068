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
    BUSY_THEN = "busy_then"
    NOT_POSSIBLE = "not_possible"
    SOMEBODY_ELSE_ASKED = "somebody_else_asked"
    NO_CO_LEAD_YET = "no_co_lead_yet"
    ALREADY_FOUNDING = "already_founding"
    NOT_FOUNDING = "not_founding"
    NOT_THERE = "not_there"
    # Calibration.
    ALREADY_PUBLISHED = "already_published"
    NOT_PUBLISHED = "not_published"
    TOO_FEW_AGREED = "too_few_agreed"
    REASONS_MISSING = "reasons_missing"
    PASSED_BY_ONE_LEVEL = "passed_by_one_level"
    EXERCISE_WITHDRAWN = "exercise_withdrawn"
    TAKEN_ALREADY = "taken_already"
    TAKEN_LATELY = "taken_lately"
    OWN_EXERCISE = "own_exercise"
    PRESSED_LONG_AGO = "pressed_long_ago"
    NOTHING_TO_TAKE_BACK = "nothing_to_take_back"
    ALL_BEGUN = "all_begun"
    NOT_LEFT_OPEN = "not_left_open"
    TOO_FEW_PEOPLE = "too_few_people"
    GROUPS_UNCLEAR = "groups_unclear"
    NO_GROUPS_YET = "no_groups_yet"
    READER_WITHOUT_PART = "reader_without_part"
    NO_READER = "no_reader"
    NO_PART = "no_part"
    DEBRIEF_WAITS = "debrief_waits"
    NO_AIM = "no_aim"
    OTHER_SIDE_AGREES = "other_side_agrees"
    CARE_LATE = "care_late"
    OWN_WISH = "own_wish"
    TOO_CLOSE = "too_close"
    OWNER_UNKNOWN = "owner_unknown"
    DUE_TOO_FAR = "due_too_far"
    NOT_THE_OWNER = "not_the_owner"
    CONCERN_CLOSED = "concern_closed"
    CONCERN_OPEN_ALREADY = "concern_open_already"
    NOBODY_THERE = "nobody_there"
    NOT_HANDED_IN = "not_handed_in"
    NOTHING_DIFFERS = "nothing_differs"
    BECAUSE_MISSING = "because_missing"
    NOTES_CLOSED = "notes_closed"
    NOTE_EMPTY = "note_empty"
    NOT_YOUR_NOTE = "not_your_note"
    FEEDBACK_NOT_YET = "feedback_not_yet"
    FEEDBACK_FULL = "feedback_full"
    FEEDBACK_CLOSED = "feedback_closed"
    NOT_COUNTED = "not_counted"
    ALREADY_READ = "already_read"
    WORDS_ADDED = "words_added"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def unless(*conditions: tuple[bool, Reason]) -> Decision:
    return Decision(tuple(reason for holds, reason in conditions if not holds))
