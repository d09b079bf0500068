"""Whose turn an application is, as one reader of the queue is told; never how, or whether, somebody else has voted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from certification.review.rules.states import STATES, State, Turn

# Days before a target from which on it is shown as near.
SOON = 3


class Whose(StrEnum):
    """Who can move an application on, seen by one reader."""

    YOURS = "yours"
    YOURS_TO_CLOSE = "yours_to_close"
    REVIEWERS = "reviewers"
    CORE_GROUP = "core_group"
    CANDIDATE = "candidate"
    NOBODY = "nobody"


def whose(state: State, *, seated: bool, voted: bool, talking: bool) -> Whose:
    """``seated``, ``voted``: the reader's own seat and vote. ``talking``: all have decided and one of them shall close
    the round; it counts for those alone who have voted.
    """
    turn = STATES[state].turn
    if turn is Turn.REVIEWERS and voted and talking:
        return Whose.YOURS_TO_CLOSE
    if turn is Turn.REVIEWERS and seated and not voted:
        return Whose.YOURS
    return Whose(turn.value)


@dataclass(frozen=True, slots=True)
class Left:
    """Whole days until a target, by the program's calendar; negative once it is over."""

    days: int

    @classmethod
    def until(cls, due: date, *, today: date) -> "Left":
        return cls((due - today).days)

    @property
    def late(self) -> bool:
        return self.days < 0

    @property
    def soon(self) -> bool:
        return 0 <= self.days <= SOON

    @property
    def over(self) -> int:
        return -self.days
