"""Who gets a seat, who waits and in which order, who may give a seat back, and whom the door lets in."""

from datetime import datetime, timedelta
from enum import StrEnum

from courses.slots.rules.base import Outcome, Reason, SeatDecision, SlotFacts, decide

# How long a seat is kept for somebody new, and how long it is remembered that they wanted to come.
HOLD_LASTS = timedelta(minutes=10)
WISH_LASTS = timedelta(days=1)


class Standing(StrEnum):
    """How a slot stands for one reader: exactly one."""

    CANCELLED = "cancelled"
    OVER = "over"
    IN = "in"
    WAITING = "waiting"
    NOT_FOR_YOU = "not_for_you"
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


def decide_seat(slot: SlotFacts, *, already_in: bool, welcome: bool = True, at: datetime) -> SeatDecision:
    """A free seat is taken at once, unless somebody waits: who waits comes before who comes.

    Nobody joins a line that doesn't move any more. ``welcome``: the slot is for people like them.
    """
    free = slot.free > 0 and slot.waiting == 0
    closed = at >= slot.signup_closes
    return decide(
        (slot.published, Reason.NOT_PUBLISHED),
        (welcome, Reason.NOT_FOR_YOU),
        (slot.signup_opens <= at, Reason.NOT_OPEN_YET),
        (not closed, Reason.CLOSED),
        (not already_in, Reason.ALREADY_IN),
        (free or closed or already_in or at < slot.promotion_ends, Reason.FULL),
        otherwise=Outcome.CONFIRM if free else Outcome.WAIT,
    )


def decide_hold(slot: SlotFacts, *, at: datetime) -> bool:
    """Whether a seat is kept for somebody new until they have confirmed their address.

    Never before those who wait, and of few seats only: made-up addresses can't drain a slot.
    """
    takes_seat = decide_seat(slot, already_in=False, at=at).outcome is Outcome.CONFIRM
    return takes_seat and slot.held < most_holds(slot.seats)


def decide_held_seat(slot: SlotFacts, *, at: datetime) -> SeatDecision:
    """A seat that was held is theirs who confirmed their address in time, also if sign-up has closed meanwhile."""
    return decide((slot.published, Reason.NOT_PUBLISHED), (at < slot.ends, Reason.CLOSED))


def most_holds(seats: int) -> int:
    """A quarter of the seats, and at least one."""
    return max(1, seats // 4)


def decide_cancellation(slot: SlotFacts, *, is_in: bool, waits: bool, at: datetime) -> SeatDecision:
    """A seat can be given back until the slot's own time for it; who only waits may leave the line until the start."""
    limit = slot.starts if waits else slot.cancel_until
    return decide((is_in, Reason.NOT_IN), (not is_in or at < limit, Reason.TOO_LATE_TO_CANCEL))


def seats_to_fill(slot: SlotFacts, *, at: datetime) -> int:
    """How many of those who wait are confirmed now: none once the cut-off has passed."""
    if not slot.published or at >= slot.promotion_ends:
        return 0
    return max(0, min(slot.free, slot.waiting))


def why_nobody_moves(slot: SlotFacts, *, at: datetime) -> Reason:
    """What staff read beside the head of a line."""
    if not slot.published:
        return Reason.NOT_PUBLISHED
    if slot.free <= 0:
        return Reason.HOLDS_TAKEN if slot.seats > slot.confirmed else Reason.SEATS_TAKEN
    return Reason.CLOSED if at >= slot.promotion_ends else Reason.LINE_STILL_MOVES


def decide_late_seat(slot: SlotFacts, *, waits: bool, first: bool, at: datetime) -> SeatDecision:
    """After the cut-off a host confirms the first in line by hand, as long as a seat is free."""
    return decide(
        (slot.published, Reason.NOT_PUBLISHED),
        (at < slot.ends, Reason.ALREADY_OVER),
        (waits, Reason.NOT_WAITING),
        (not waits or first, Reason.NOT_FIRST_IN_LINE),
        (slot.free > 0, Reason.NO_SEAT_FREE),
    )


def decide_move_up(*, waits: bool, because: str) -> SeatDecision:
    """Staff may put somebody first in line, with a reason that is kept."""
    return decide((waits, Reason.NOT_WAITING), (bool(because.strip()), Reason.NO_REASON_GIVEN))


def decide_taking_out(*, is_in: bool, begun: bool, because: str) -> SeatDecision:
    """Until the start, staff may end somebody's place, with a reason that the person is told."""
    return decide(
        (is_in, Reason.NOT_ON_THE_LIST),
        (not begun, Reason.ALREADY_BEGUN),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def standing(slot: SlotFacts, *, cancelled: bool, own: str, welcome: bool = True, at: datetime) -> Standing:
    """What a reader is told first; ``own`` is the state of their own sign-up, or empty."""
    if cancelled:
        return Standing.CANCELLED
    if at >= slot.ends:
        return Standing.OVER
    if own:
        return Standing.IN if own == "confirmed" else Standing.WAITING
    decision = decide_seat(slot, already_in=False, welcome=welcome, at=at)
    if not decision.refused:
        return Standing.FREE if decision.outcome is Outcome.CONFIRM else Standing.WAITLIST
    told = {
        Reason.NOT_FOR_YOU: Standing.NOT_FOR_YOU,
        Reason.NOT_OPEN_YET: Standing.NOT_OPEN_YET,
        Reason.FULL: Standing.FULL,
    }
    return told.get(decision.because[0], Standing.CLOSED)


def door(slot: SlotFacts, *, opens: datetime, confirmed: bool, at: datetime) -> Door:
    """The door is open to those with a seat, from shortly before the start to the end."""
    if not confirmed:
        return Door.NOT_YOURS
    if at >= slot.ends:
        return Door.OVER
    return Door.OPEN if at >= opens else Door.NOT_YET
