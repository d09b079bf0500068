"""Who gets a seat, who waits, who may give a seat back, and what may be marked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why not."""

    NOT_PUBLISHED = "not_published"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
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


class Outcome(StrEnum):
    """What becomes of a wish."""

    CONFIRM = "confirm"
    WAIT = "wait"
    ALLOW = "allow"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFacts:
    """What of a slot bears on its seats."""

    published: bool
    seats: int
    confirmed: int
    waiting: int
    signup_opens: datetime
    signup_closes: datetime
    cancel_until: datetime
    promotion_ends: datetime
    starts: datetime
    minutes: int

    @property
    def free(self) -> int:
        return self.seats - self.confirmed


@dataclass(frozen=True, slots=True)
class SeatDecision:
    """Yes, wait, or why not."""

    outcome: Outcome
    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return self.outcome is Outcome.REFUSE


def _decide(*conditions: tuple[bool, Reason], otherwise: Outcome = Outcome.ALLOW) -> SeatDecision:
    reasons = tuple(reason for holds, reason in conditions if not holds)
    return SeatDecision(Outcome.REFUSE, reasons) if reasons else SeatDecision(otherwise)


def decide_seat(slot: SlotFacts, *, already_in: bool, at: datetime) -> SeatDecision:
    """A free seat is taken at once, unless somebody waits: who waits comes before who comes."""
    free = slot.free > 0 and slot.waiting == 0
    return _decide(
        (slot.published, Reason.NOT_PUBLISHED),
        (slot.signup_opens <= at, Reason.NOT_OPEN_YET),
        (at < slot.signup_closes, Reason.CLOSED),
        (not already_in, Reason.ALREADY_IN),
        otherwise=Outcome.CONFIRM if free else Outcome.WAIT,
    )


def decide_cancellation(slot: SlotFacts, *, is_in: bool, at: datetime) -> SeatDecision:
    """A seat can be given back until the slot's own time for it."""
    return _decide((is_in, Reason.NOT_IN), (at < slot.cancel_until, Reason.TOO_LATE_TO_CANCEL))


def seats_to_fill(slot: SlotFacts, *, at: datetime) -> int:
    """How many of those who wait are confirmed now: none once the cut-off has passed."""
    if not slot.published or at >= slot.promotion_ends:
        return 0
    return max(0, min(slot.free, slot.waiting))


def decide_capacity(slot: SlotFacts, seats: int) -> SeatDecision:
    """Capacity may change to anything that leaves everyone confirmed their seat."""
    return _decide((seats >= 1, Reason.NO_SEATS), (seats >= slot.confirmed, Reason.SEATS_TAKEN))


def decide_mark(slot: SlotFacts, *, signed_up: bool, own: bool, minutes: int, at: datetime) -> SeatDecision:
    """Somebody else notes, once the slot has begun, how long a person with a seat was there."""
    return _decide(
        (at >= slot.starts, Reason.NOT_STARTED),
        (signed_up, Reason.NOT_SIGNED_UP),
        (not own, Reason.OWN_ATTENDANCE),
        (0 <= minutes <= slot.minutes, Reason.TOO_MANY_MINUTES),
    )


def decide_publication(slot: SlotFacts, *, draft: bool, at: datetime) -> SeatDecision:
    """A draft that lies ahead and has seats can be published."""
    return _decide(
        (draft, Reason.NOT_A_DRAFT), (slot.seats >= 1, Reason.NO_SEATS), (at < slot.starts, Reason.STARTS_IN_THE_PAST)
    )


def decide_calling_off(*, over: bool, because: str) -> SeatDecision:
    """A slot that isn't over can be called off, with a reason that those who signed up are told."""
    return _decide((not over, Reason.ALREADY_OVER), (bool(because.strip()), Reason.NO_REASON_GIVEN))
