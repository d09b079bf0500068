"""How near to an agreed score an observer comes, for how long that holds, and what makes an exercise a fair one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor

from courses.practice.rules.agreement import linear
from courses.practice.rules.base import Decision, Reason, unless
from courses.practice.rules.observations import LEVELS

# Qualified observers are asked again every year, and told a month before.
QUALIFIED_FOR = timedelta(days=365)
TOLD_BEFORE = timedelta(days=30)
# Whoever has read the agreed scores of an exercise remembers them for a while.
SAME_AGAIN_AFTER = timedelta(days=60)
# Whoever leaves out more than a quarter of what could be seen hasn't shown enough to qualify.
_PART_TO_SCORE = 0.75
# An exercise of which little can be seen tells little.
FEWEST_AGREED = 4

Scores = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one try came out: percent of agreement, and whether enough was scored and near enough."""

    agreement: int
    scored: int
    needed: int
    qualified: bool


def outcome_of(scores: Scores, gold: Scores, *, bound: int) -> Outcome:
    """Linear-weighted agreement over the competencies that both scored: a level apart costs a third of it.

    What either says wasn't observed takes no part, but who leaves out more than a quarter of what was agreed on doesn't
    qualify. Percents are rounded down, so that nobody reads a bound that they didn't reach.
    """
    agreed = {key: level for key, level in gold.items() if level is not None}
    both = [(level, given) for key, level in agreed.items() if (given := scores.get(key)) is not None]
    needed = ceil(_PART_TO_SCORE * len(agreed))
    if not both:
        return Outcome(0, 0, needed, qualified=False)
    apart = sum(linear(*pair) for pair in both)
    widest = (LEVELS[-1] - LEVELS[0]) * len(both)
    # Whole numbers first: 0.29 × 100 isn't 29 for a computer.
    agreement = floor(100 * (widest - apart) / widest)
    return Outcome(agreement, len(both), needed, qualified=agreement >= bound and len(both) >= needed)


def decide_publishing(
    gold: Scores, because: Mapping[str, str], *, competencies: Sequence[str], bound: int, published: bool
) -> Decision:
    """An exercise is whole, says why for each level, and can't be passed by giving everything the same level."""
    agreed = [key for key in competencies if gold.get(key) is not None]
    flat = (outcome_of(dict.fromkeys(competencies, level), gold, bound=bound) for level in LEVELS)
    return unless(
        (not published, Reason.ALREADY_PUBLISHED),
        (all(key in gold for key in competencies), Reason.SCORES_MISSING),
        (len(agreed) >= min(FEWEST_AGREED, len(competencies)), Reason.TOO_FEW_AGREED),
        (all(because.get(key, "").strip() for key in agreed), Reason.REASONS_MISSING),
        (not any(row.qualified for row in flat), Reason.PASSED_BY_ONE_LEVEL),
    )


def decide_rewriting(*, taken: bool, measures_change: bool, withdrawn: bool) -> Decision:
    """Once somebody has taken an exercise, only its words may change."""
    return unless(
        (not withdrawn, Reason.EXERCISE_WITHDRAWN),
        (not (taken and measures_change), Reason.TAKEN_ALREADY),
    )


def decide_withdrawal(*, published: bool, withdrawn: bool) -> Decision:
    return unless((published, Reason.NOT_PUBLISHED), (not withdrawn, Reason.EXERCISE_WITHDRAWN))


def may_try_again(last: datetime | None, *, at: datetime) -> bool:
    """Whether what was read at the last try is far enough away."""
    return last is None or at - last >= SAME_AGAIN_AFTER


def decide_try(
    scores: Scores, *, competencies: Sequence[str], own: bool, offered: bool, last: datetime | None, at: datetime
) -> Decision:
    """Anyone but its writer scores a published exercise, and the same one again after two months."""
    return unless(
        (offered, Reason.EXERCISE_WITHDRAWN),
        (not own, Reason.OWN_EXERCISE),
        (may_try_again(last, at=at), Reason.TAKEN_LATELY),
        (all(key in scores and scores[key] in (None, *LEVELS) for key in competencies), Reason.SCORES_MISSING),
    )
