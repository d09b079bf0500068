"""When a stage may begin and a dialogue end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from courses.practice.rules.base import Decision, Reason, unless

# The room opens early enough to settle in.
ROOM_OPENS_BEFORE = timedelta(minutes=15)


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


def decide_finish(*, lead: bool, running: bool, all_begun: bool) -> Decision:
    """A dialogue ends after its last stage."""
    return unless(
        (lead, Reason.NOT_THE_LEAD), (running, Reason.NOT_CLEARED), (not running or all_begun, Reason.NOT_FINISHED)
    )
