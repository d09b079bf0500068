"""When a debrief opens, what is still awaited, where two views differ, and how an aim is agreed on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from courses.practice.rules.base import Decision, Reason, unless

# What isn't in by then is no longer waited for.
DEBRIEF_WAITS = timedelta(days=14)
# From here on, in levels, two views are told as different.
DIFFERENT_FROM = 1.0


class Awaited(StrEnum):
    """What a debrief joins."""

    OBSERVATION = "observation"
    FEEDBACK = "feedback"
    REFLECTION = "reflection"


def awaited_until(ended: datetime) -> datetime:
    return ended + DEBRIEF_WAITS


def still_awaited(
    *, ended: datetime, observers_out: int, feedback_open: bool, reflected: bool, at: datetime
) -> tuple[Awaited, ...]:
    """What a debrief waits for; nothing once its time is over."""
    if at >= awaited_until(ended):
        return ()
    asked = (
        (observers_out > 0, Awaited.OBSERVATION),
        (feedback_open, Awaited.FEEDBACK),
        (not reflected, Awaited.REFLECTION),
    )
    return tuple(what for waits, what in asked if waits)


class Beside(StrEnum):
    """How somebody sees themselves beside how others saw them."""

    HIGHER = "higher"
    LOWER = "lower"
    ALIKE = "alike"
    UNKNOWN = "unknown"


def own_beside_others(own: int | None, others: Sequence[int | None]) -> Beside:
    """Whether somebody's own level is a level or more away from the mean of others'; *not observed* says nothing."""
    seen = [level for level in others if level is not None]
    if own is None or not seen:
        return Beside.UNKNOWN
    apart = own - sum(seen) / len(seen)
    if abs(apart) < DIFFERENT_FROM:
        return Beside.ALIKE
    return Beside.HIGHER if apart > 0 else Beside.LOWER


def decide_saying(*, reads: bool, open: bool, words: bool) -> Decision:
    """Whoever reads a debrief may say something, once it is open."""
    return unless((reads, Reason.NO_PART), (open, Reason.DEBRIEF_WAITS), (words, Reason.WORDS_MISSING))


def decide_aim(*, side: bool, open: bool, words: bool) -> Decision:
    """The lead or the core group words the next aim."""
    return unless((side, Reason.NO_PART), (open, Reason.DEBRIEF_WAITS), (words, Reason.WORDS_MISSING))


def decide_agreeing(*, other_side: bool, worded: bool, current: bool) -> Decision:
    """The other side says yes to the words that they saw."""
    return unless((worded, Reason.NO_AIM), (current, Reason.CHANGED_ELSEWHERE), (other_side, Reason.OTHER_SIDE_AGREES))
