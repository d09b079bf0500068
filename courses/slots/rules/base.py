"""What all rules of slots share: reasons, the facts of a slot, and the shape of a decision."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why not."""

    NOT_PUBLISHED = "not_published"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    FULL = "full"
    ALREADY_IN = "already_in"
    NOT_IN = "not_in"
    TOO_LATE_TO_CANCEL = "too_late_to_cancel"
    NOT_STARTED = "not_started"
    NOT_SIGNED_UP = "not_signed_up"
    TOO_MANY_MINUTES = "too_many_minutes"
    OWN_ATTENDANCE = "own_attendance"
    SEATS_TAKEN = "seats_taken"
    NO_SEATS = "no_seats"
    NOT_A_DRAFT = "not_a_draft"
    STARTS_IN_THE_PAST = "starts_in_the_past"
    NO_REASON_GIVEN = "no_reason_given"
    ALREADY_OVER = "already_over"
    ALREADY_BEGUN = "already_begun"
    NOT_FOR_YOU = "not_for_you"
    HOLDS_TAKEN = "holds_taken"
    NOT_WAITING = "not_waiting"
    NOT_FIRST_IN_LINE = "not_first_in_line"
    NO_SEAT_FREE = "no_seat_free"
    NOT_ON_THE_LIST = "not_on_the_list"
    LINE_STILL_MOVES = "line_still_moves"
    ERASED = "erased"
    CORRECTION_NEEDS_REASON = "correction_needs_reason"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOTHING_TO_TAKE_BACK = "nothing_to_take_back"
    TOO_EARLY_TO_WALK_IN = "too_early_to_walk_in"
    WALK_INS_ARE_OVER = "walk_ins_are_over"
    NO_ROOM_WITHOUT_REASON = "no_room_without_reason"
    LINE_COMES_FIRST = "line_comes_first"
    # Check-in and closing.
    CHECK_IN_NOT_YET = "check_in_not_yet"
    CHECK_IN_OVER = "check_in_over"
    WRONG_CODE = "wrong_code"
    SIGN_IN_FIRST = "sign_in_first"
    TOO_MANY_TRIES = "too_many_tries"
    GRANT_SPENT = "grant_spent"
    AT_THE_DOOR = "at_the_door"
    WALK_IN = "walk_in"
    NOT_CHECKED_IN = "not_checked_in"
    NOT_HELD = "not_held"
    NOT_BEGUN = "not_begun"
    HEADCOUNT_DIFFERS = "headcount_differs"
    WRITTEN_MEANWHILE = "written_meanwhile"
    SESSION_CHANGED = "session_changed"
    NOT_MISSED = "not_missed"
    NO_EXCUSE_GIVEN = "no_excuse_given"
    HOUR_IN_DOUBT = "hour_in_doubt"
    NOTHING_TO_CHANGE = "nothing_to_change"
    SOME_CANNOT = "some_cannot"
    NO_PLACE = "no_place"


class Outcome(StrEnum):
    """What becomes of a wish."""

    CONFIRM = "confirm"
    WAIT = "wait"
    ALLOW = "allow"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFacts:
    """What of a slot bears on its seats. ``held``: seats kept for people who haven't confirmed their address yet."""

    published: bool
    seats: int
    confirmed: int
    held: int = 0
    waiting: int
    signup_opens: datetime
    signup_closes: datetime
    cancel_until: datetime
    promotion_ends: datetime
    starts: datetime
    ends: datetime

    @property
    def free(self) -> int:
        return self.seats - self.confirmed - self.held

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class SeatDecision:
    """Yes, wait, or why not."""

    outcome: Outcome
    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return self.outcome is Outcome.REFUSE


def decide(*conditions: tuple[bool, Reason], otherwise: Outcome = Outcome.ALLOW) -> SeatDecision:
    reasons = tuple(reason for holds, reason in conditions if not holds)
    return SeatDecision(Outcome.REFUSE, reasons) if reasons else SeatDecision(otherwise)
