"""Who gets a seat, who waits, who may give a seat back, and what may be marked."""

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
    PEOPLE_COME = "people_come"


class Outcome(StrEnum):
    """What becomes of a wish."""

    CONFIRM = "confirm"
    WAIT = "wait"
    ALLOW = "allow"
    REFUSE = "refuse"


class Standing(StrEnum):
    """How a slot stands for one reader: exactly one."""

    CANCELLED = "cancelled"
    OVER = "over"
    IN = "in"
    WAITING = "waiting"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    FULL = "full"
    WAITLIST = "waitlist"
    FREE = "free"


class Door(StrEnum):
    """Whether somebody may go through to the meeting now."""

    OPEN = "open"
    NOT_YET = "not_yet"
    OVER = "over"
    NOT_YOURS = "not_yours"


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
    ends: datetime

    @property
    def free(self) -> int:
        return self.seats - self.confirmed

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


def _decide(*conditions: tuple[bool, Reason], otherwise: Outcome = Outcome.ALLOW) -> SeatDecision:
    reasons = tuple(reason for holds, reason in conditions if not holds)
    return SeatDecision(Outcome.REFUSE, reasons) if reasons else SeatDecision(otherwise)


def decide_seat(slot: SlotFacts, *, already_in: bool, at: datetime) -> SeatDecision:
    """A free seat is taken at once, unless somebody waits: who waits comes before who comes.

    Nobody joins a line that doesn't move any more.
    """
    free = slot.free > 0 and slot.waiting == 0
    closed = at >= slot.signup_closes
    return _decide(
        (slot.published, Reason.NOT_PUBLISHED),
        (slot.signup_opens <= at, Reason.NOT_OPEN_YET),
        (not closed, Reason.CLOSED),
        (not already_in, Reason.ALREADY_IN),
        (free or closed or already_in or at < slot.promotion_ends, Reason.FULL),
        otherwise=Outcome.CONFIRM if free else Outcome.WAIT,
    )


def decide_cancellation(slot: SlotFacts, *, is_in: bool, waits: bool, at: datetime) -> SeatDecision:
    """A seat can be given back until the slot's own time for it; who only waits may leave the line until the start."""
    limit = slot.starts if waits else slot.cancel_until
    return _decide((is_in, Reason.NOT_IN), (not is_in or at < limit, Reason.TOO_LATE_TO_CANCEL))


def seats_to_fill(slot: SlotFacts, *, at: datetime) -> int:
    """How many of those who wait are confirmed now: none once the cut-off has passed."""
    if not slot.published or at >= slot.promotion_ends:
        return 0
    return max(0, min(slot.free, slot.waiting))


def standing(slot: SlotFacts, *, cancelled: bool, own: str, at: datetime) -> Standing:
    """What a reader is told first; ``own`` is the state of their own sign-up, or empty."""
    if cancelled:
        return Standing.CANCELLED
    if at >= slot.ends:
        return Standing.OVER
    if own:
        return Standing.IN if own == "confirmed" else Standing.WAITING
    decision = decide_seat(slot, already_in=False, at=at)
    if not decision.refused:
        return Standing.FREE if decision.outcome is Outcome.CONFIRM else Standing.WAITLIST
    told = {Reason.NOT_OPEN_YET: Standing.NOT_OPEN_YET, Reason.FULL: Standing.FULL}
    return told.get(decision.because[0], Standing.CLOSED)


def door(slot: SlotFacts, *, opens: datetime, confirmed: bool, at: datetime) -> Door:
    """The door is open to those with a seat, from shortly before the start to the end."""
    if not confirmed:
        return Door.NOT_YOURS
    if at >= slot.ends:
        return Door.OVER
    return Door.OPEN if at >= opens else Door.NOT_YET


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


def decide_change(slot: SlotFacts, *, over: bool, moved: bool, starts: datetime, at: datetime) -> SeatDecision:
    """Words may change until the end; the time may as long as nobody has a place, for people plan their days by it."""
    return _decide(
        (not over, Reason.ALREADY_OVER),
        (over or not moved or slot.confirmed + slot.waiting == 0, Reason.PEOPLE_COME),
        (over or not moved or not slot.published or at < starts, Reason.STARTS_IN_THE_PAST),
    )


def decide_calling_off(*, over: bool, because: str) -> SeatDecision:
    """A slot that isn't over can be called off, with a reason that those who signed up are told."""
    return _decide((not over, Reason.ALREADY_OVER), (bool(because.strip()), Reason.NO_REASON_GIVEN))
