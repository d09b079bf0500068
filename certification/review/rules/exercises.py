"""Deciding closed cases again as an exercise: who may, what is told, and whether somebody is always harsher.

Harshness is an exact permutation test within each exercise (R. A. Fisher, *The Design of Experiments* (1935), section
21; stratified as by Ph. van Elteren, Bulletin of the International Statistical Institute 37 (1960), 351-361): if
somebody judges as the others do, then which of the decisions on one exercise is theirs is pure chance. It holds
whatever closed cases are chosen. A sign test against the panel's answer would not: to an approval one can only be
harsher, and most closed cases are approvals.
With two people in each exercise it is the sign test.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import lcm
from typing import Final

from certification.review.rules.base import Decision, Reason, unless
from certification.review.rules.votes import Outcome, Vote

# Of fewer people than this nobody reads how others decided an exercise.
TOLD_FROM = 5
# No word about anybody's manner before so many exercises, each decided by so many people with them.
FEWEST_EXERCISES, FEWEST_PEOPLE = 8, 3
# In one of a hundred who judge like all others chance alone would say so; looked at again after each exercise and by
# eight people, one of twenty would say it to somebody every term.
BOUND = 0.01
# A quarter of a step (from yes to not yet, or from there to no) on average: less isn't worth a word.
WORTH_A_WORD = 0.25

SEVERITY: Final[dict[Vote, int]] = {Vote.APPROVE: 0, Vote.NOT_YET: 1, Vote.DECLINE: 2}
# What can be an exercise, and the vote that says the same.
ANSWERS: Final[dict[Outcome, Vote]] = {
    Outcome.APPROVED: Vote.APPROVE,
    Outcome.NOT_YET: Vote.NOT_YET,
    Outcome.DECLINED: Vote.DECLINE,
}


def decide_making(*, closed: bool, agreed: bool, there: bool, read: bool, words: Sequence[str]) -> Decision:
    """A closed round becomes an exercise once, while its candidate agrees, in words that somebody has read."""
    return unless(
        (closed, Reason.NOT_CLOSED),
        (agreed, Reason.NO_AGREEMENT),
        (not there, Reason.ALREADY_THERE),
        (any(text.strip() for text in words), Reason.WORDS_MISSING),
        (read, Reason.NOT_READ),
    )


def decide_try(*, offered: bool, member: bool, tied: bool, knows: bool, decided: bool, reason: str) -> Decision:
    """Once, by members of the core group who didn't decide then and didn't make the exercise."""
    return unless(
        (offered, Reason.EXERCISE_OVER),
        (member, Reason.NOT_CORE_GROUP),
        (not tied, Reason.TIED_YOURSELF),
        (not knows, Reason.KNOWS_THE_ANSWER),
        (not decided, Reason.ALREADY_DECIDED),
        (bool(reason.strip()), Reason.REASON_MISSING),
    )


def distribution(votes: Sequence[Vote]) -> Mapping[Vote, int] | None:
    """How many decided how; ``None`` of fewer than five, of whom one could guess who is who."""
    return {vote: votes.count(vote) for vote in Vote} if len(votes) >= TOLD_FROM else None


class Manner(StrEnum):
    """How somebody decides beside the others."""

    HARSHER = "harsher"
    MILDER = "milder"
    ALIKE = "alike"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Tried:
    """One exercise: one's own decision, and those of the others."""

    own: Vote
    others: tuple[Vote, ...]

    @property
    def steps(self) -> list[int]:
        """The severities, one's own first."""
        return [SEVERITY[self.own], *(SEVERITY[vote] for vote in self.others)]


def manner(tries: Sequence[Tried]) -> Manner:
    """Whether somebody is harsher or milder than the others by more than chance explains."""
    counted = [row.steps for row in tries if len(row.others) + 1 >= FEWEST_PEOPLE]
    if len(counted) < FEWEST_EXERCISES:
        return Manner.TOO_FEW
    scale = lcm(*(len(steps) for steps in counted))
    own = sum(_apart(steps, steps[0], scale) for steps in counted)
    # From the mean of the others, in steps: what one would notice.
    average = sum(steps[0] - sum(steps[1:]) / (len(steps) - 1) for steps in counted) / len(counted)
    if abs(average) < WORTH_A_WORD:
        return Manner.ALIKE
    chance = _by_chance(counted, scale)
    everything = sum(chance.values())
    tail = sum(count for total, count in chance.items() if (total >= own if average > 0 else total <= own))
    if 2 * tail > BOUND * everything:
        return Manner.ALIKE
    return Manner.HARSHER if average > 0 else Manner.MILDER


def _apart(steps: Sequence[int], one: int, scale: int) -> int:
    """How far one decision is from the mean of its exercise, in whole numbers: ``scale`` times that."""
    return scale * one - scale // len(steps) * sum(steps)


def _by_chance(counted: Sequence[Sequence[int]], scale: int) -> Mapping[int, int]:
    """In how many ways each sum comes about when any decision of an exercise could be one's own."""
    ways: Mapping[int, int] = {0: 1}
    for steps in counted:
        further: defaultdict[int, int] = defaultdict(int)
        for total, count in ways.items():
            for one in steps:
                further[total + _apart(steps, one, scale)] += count
        ways = further
    return ways
