"""When a stage may begin, be taken back or end, and what a press counts that arrives late."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil, floor

from courses.practice.rules.base import Decision, Reason, unless

# The room opens early enough to settle in.
ROOM_OPENS_BEFORE = timedelta(minutes=15)
# A slip is noticed soon; later, a stage has begun.
TAKES_BACK_WITHIN = timedelta(minutes=1)
# So long a press may wait for the network and still say when it was pressed.
PRESS_WAITS = timedelta(minutes=10)
# So long after its planned time a stage that nobody ends counts as left open.
LEFT_OPEN_AFTER = timedelta(minutes=30)


def decide_stage(
    stage: str,
    *,
    order: Sequence[str],
    begun: Sequence[str],
    lead: bool,
    cleared: bool,
    starts: datetime,
    at: datetime,
    accompanied: bool = True,
) -> Decision:
    """The lead goes through the stages in order, one at a time, from shortly before the start; the first one begins
    once somebody experienced has said yes to leading beside them, where their training asks for it.
    """
    expected = order[len(begun)] if len(begun) < len(order) else None
    passed = stage in begun
    return unless(
        (lead, Reason.NOT_THE_LEAD),
        (cleared, Reason.NOT_CLEARED),
        (accompanied, Reason.NO_CO_LEAD_YET),
        (at >= starts - ROOM_OPENS_BEFORE, Reason.TOO_EARLY),
        (not passed, Reason.STAGE_PASSED),
        (passed or stage == expected, Reason.STAGE_SKIPPED),
    )


def decide_press(*, pressed: datetime, at: datetime) -> Decision:
    """A press that waited for the network counts if it didn't wait too long."""
    return unless((at - pressed <= PRESS_WAITS, Reason.PRESSED_LONG_AGO))


def moment_of(pressed: datetime, *, since: datetime | None, at: datetime) -> datetime:
    """When something that was pressed happened: never before the running stage began, nor after the press arrived."""
    return min(at, max(pressed, since) if since else pressed)


def decide_going_back(*, lead: bool, runs: bool, began: datetime | None, at: datetime) -> Decision:
    """The stage that runs is taken back within a minute: it was a slip."""
    fresh = runs and began is not None and at - began <= TAKES_BACK_WITHIN
    return unless((lead, Reason.NOT_THE_LEAD), (fresh, Reason.NOTHING_TO_TAKE_BACK))


def is_left_open(began: datetime, *, planned: int, at: datetime) -> bool:
    """Whether a stage has gone on for so long after its planned minutes that nobody can be leading it any more."""
    return at > began + timedelta(minutes=planned) + LEFT_OPEN_AFTER


def end_of(began: datetime, *, planned: int, at: datetime) -> datetime:
    """When a stage ended that is ended now: of one that was left open no more than what was planned counts."""
    return began + timedelta(minutes=planned) if is_left_open(began, planned=planned, at=at) else at


def decide_finish(*, lead: bool, running: bool, all_begun: bool) -> Decision:
    """A dialogue ends after its last stage."""
    return unless(
        (lead, Reason.NOT_THE_LEAD), (running, Reason.NOT_CLEARED), (not running or all_begun, Reason.NOT_FINISHED)
    )


def decide_ending_early(*, lead: bool, running: bool, all_begun: bool) -> Decision:
    """A dialogue that can't go on ends where it is; what ran counts."""
    return unless((lead, Reason.NOT_THE_LEAD), (running, Reason.NOT_CLEARED), (not all_begun, Reason.ALL_BEGUN))


def decide_closing_for_them(*, own: bool, left_open: bool) -> Decision:
    """The core group closes a room that its leads left open."""
    return unless((not own, Reason.OWN_DIALOGUE), (left_open, Reason.NOT_LEFT_OPEN))


def minutes_left(began: datetime, *, planned: int, at: datetime) -> int:
    """Minutes that are left of a stage's plan, begun ones counted; below nothing: whole minutes over."""
    seconds = (began + timedelta(minutes=planned) - at).total_seconds()
    return ceil(seconds / 60) if seconds > 0 else -floor(-seconds / 60)
