"""The life of an application as one table: who may do what in which state, and what it comes to.

``docs/review.md`` shows the same table; a test keeps the two equal.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where an application stands; the names of ``Case.State``."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    DECLINED = "declined"
    APPEALED = "appealed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What moves an application on."""

    FILL = "fill"
    APPROVE = "approve"
    CLOSE_NOT_YET = "close_not_yet"
    CLOSE_DECLINED = "close_declined"
    APPLY_AGAIN = "apply_again"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


TRANSITIONS: Final[dict[tuple[State, Act], State]] = {
    (State.SUBMITTED, Act.FILL): State.IN_REVIEW,
    (State.SUBMITTED, Act.WITHDRAW): State.WITHDRAWN,
    (State.IN_REVIEW, Act.APPROVE): State.APPROVED,
    (State.IN_REVIEW, Act.CLOSE_NOT_YET): State.CHANGES_REQUESTED,
    (State.IN_REVIEW, Act.CLOSE_DECLINED): State.DECLINED,
    (State.IN_REVIEW, Act.WITHDRAW): State.WITHDRAWN,
    (State.CHANGES_REQUESTED, Act.APPLY_AGAIN): State.SUBMITTED,
    (State.CHANGES_REQUESTED, Act.WITHDRAW): State.WITHDRAWN,
    (State.DECLINED, Act.APPEAL): State.APPEALED,
    (State.APPEALED, Act.UPHOLD): State.DECLINED,
    (State.APPEALED, Act.REOPEN): State.REOPENED,
    (State.APPEALED, Act.WITHDRAW): State.WITHDRAWN,
    (State.REOPENED, Act.FILL): State.IN_REVIEW,
    (State.REOPENED, Act.WITHDRAW): State.WITHDRAWN,
}


class Turn(StrEnum):
    """Who can move an application on."""

    CORE_GROUP = "core_group"
    REVIEWERS = "reviewers"
    CANDIDATE = "candidate"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Duty:
    """Whose turn it is in a state, and who is told when the target has passed."""

    turn: Turn
    told_late: tuple[str, ...] = ()


STATES: Final[dict[State, Duty]] = {
    # Two of the core group or the program admins name a guest, or agree that a tie is no obstacle.
    State.SUBMITTED: Duty(Turn.CORE_GROUP, ("core group", "program admins")),
    State.IN_REVIEW: Duty(Turn.REVIEWERS, ("reviewers", "program admins")),
    State.CHANGES_REQUESTED: Duty(Turn.CANDIDATE, ("candidate",)),
    State.APPROVED: Duty(Turn.NOBODY),
    # For as long as they may ask for a second look; after that they may apply anew.
    State.DECLINED: Duty(Turn.CANDIDATE),
    # Opens again by itself at its target: silence doesn't decide against somebody.
    State.APPEALED: Duty(Turn.REVIEWERS, ("reviewers", "program admins")),
    State.REOPENED: Duty(Turn.CORE_GROUP, ("core group", "program admins")),
    State.WITHDRAWN: Duty(Turn.CANDIDATE),
}


def follow(state: State, act: Act) -> State | None:
    """What an act makes of a state; ``None`` where it can't be done."""
    return TRANSITIONS.get((state, act))
