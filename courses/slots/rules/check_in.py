"""When people may say themselves that they are there, for how long that counts, and how often they may guess."""

from datetime import datetime, timedelta
from enum import StrEnum

from courses.slots.rules.base import Reason, SeatDecision, decide

# Wrong codes are counted in spans of this length: of a slot before sign-in, and of an account after it.
TRIES_SPAN = timedelta(minutes=10)
ANONYMOUS_TRIES = 30
ACCOUNT_TRIES = 10
# How long what a right code has opened may be carried through sign-in, and how long a link for a call counts.
GRANT_LASTS = timedelta(minutes=10)
LINK_LASTS = timedelta(minutes=5)


class Gate(StrEnum):
    """How check-in stands: exactly one."""

    CALLED_OFF = "called_off"
    NOT_YET = "not_yet"
    OPEN = "open"
    OVER = "over"


def gate(*, cancelled: bool, closed: bool, opens: datetime, closes: datetime, at: datetime) -> Gate:
    """``closed``: the host has closed the slot, whatever the time."""
    if cancelled:
        return Gate.CALLED_OFF
    if closed or at >= closes:
        return Gate.OVER
    return Gate.OPEN if at >= opens else Gate.NOT_YET


def decide_check_in(gate: Gate, *, seated: bool, waits: bool, spent: bool) -> SeatDecision:
    """``spent``: what the right code opened has let somebody in already."""
    return decide(
        (gate is not Gate.NOT_YET, Reason.CHECK_IN_NOT_YET),
        (gate in (Gate.NOT_YET, Gate.OPEN), Reason.CHECK_IN_OVER),
        (gate is not Gate.OPEN or seated or not waits, Reason.AT_THE_DOOR),
        (gate is not Gate.OPEN or seated or waits, Reason.WALK_IN),
        (not spent, Reason.GRANT_SPENT),
    )


def decide_check_out(*, here: bool, published: bool, ends: datetime, at: datetime) -> SeatDecision:
    """Whoever has checked in may say that they leave, as long as the slot runs: closed, it is fact already."""
    return decide((here, Reason.NOT_CHECKED_IN), (not here or (published and at < ends), Reason.ALREADY_OVER))


def minutes_left(*, starts: datetime, ends: datetime, at: datetime) -> int:
    """Whole minutes of a slot from a moment on: all of them before its start."""
    return max(0, int((ends - max(at, starts)).total_seconds() // 60))


def chance_to_guess(*, window: timedelta, codes: int, tries: int) -> float:
    """The greatest chance that one who guesses all the time is right once while check-in is open.

    A window touches one span more than it is long, and each span has its tries.
    """
    spans = -(-window // TRIES_SPAN) + 1
    return spans * tries * codes / 10**6
