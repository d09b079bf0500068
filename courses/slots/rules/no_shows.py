"""What follows when somebody had a seat and wasn't there: a kind word, or a later place in line; never exclusion."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from courses.slots.rules.base import Reason, SeatDecision, decide

# What was missed longer ago than this no longer counts, and below so many times nothing follows at all.
WINDOW = timedelta(days=180)
ENOUGH = 2


class Policy(StrEnum):
    """What a pathway does about it."""

    NOTHING = "nothing"
    WARN = "warn"
    LATER = "later"


# From the mildest to the firmest; what holds where nobody has chosen.
_BY_WEIGHT = (Policy.NOTHING, Policy.WARN, Policy.LATER)
USUAL = Policy.WARN


def policy_of(policies: Iterable[Policy]) -> Policy:
    """Of somebody who is on several pathways, the mildest; of somebody who is on none, the usual one."""
    return min(policies, key=_BY_WEIGHT.index, default=USUAL)


def consequence(times: int, policies: Iterable[Policy]) -> Policy:
    """What follows for somebody who missed sessions so many times within the window."""
    return policy_of(policies) if times >= ENOUGH else Policy.NOTHING


def fades_at(missed: Iterable[datetime]) -> datetime | None:
    """When nothing follows any more, if nothing else is missed; ``None`` where nothing follows now."""
    latest = sorted(missed, reverse=True)
    return latest[ENOUGH - 1] + WINDOW if len(latest) >= ENOUGH else None


def line_priority(follows: Policy) -> int:
    """Where somebody who joins a line stands in it: with everybody, or behind those who also wait."""
    return -1 if follows is Policy.LATER else 0


def decide_excuse(*, missing: bool, own: bool, because: str) -> SeatDecision:
    """Somebody else excuses who was marked as not there, with a reason that is kept."""
    return decide(
        (missing, Reason.NOT_MISSED), (not own, Reason.OWN_ATTENDANCE), (bool(because.strip()), Reason.NO_EXCUSE_GIVEN)
    )
