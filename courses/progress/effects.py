"""Who moves with a release and what it changes for them: pure functions of how requirements stand before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from courses.progress.engine import is_eligible
from courses.progress.requirements import Requirement, RequirementStatus


class Because(StrEnum):
    """Why somebody isn't moved, or isn't led back. A row that failed has the name of what was raised instead."""

    THERE = "there"
    RULE = "rule"
    READY = "ready"
    GONE = "gone"
    MOVED_ON = "moved_on"
    ONE_BY_ONE = "one_by_one"


class What(StrEnum):
    """What moving changes about one requirement, or about being ready to apply."""

    READY_NO_LONGER = "ready_no_longer"
    LOST = "lost"
    ADDED = "added"
    DROPPED = "dropped"
    SPARED = "spared"
    GAINED = "gained"
    NOW_READY = "now_ready"


LOSSES = frozenset({What.READY_NO_LONGER, What.LOST, What.ADDED})
GAINS = frozenset({What.SPARED, What.GAINED, What.NOW_READY})


@dataclass(frozen=True, slots=True)
class Effect:
    """One change for one person; ``requirement`` is there for its words, and the key alone for telling two apart."""

    what: What
    key: str = ""
    requirement: Requirement | None = field(default=None, compare=False)


def reason_to_stay(rule: str, *, there: bool, words_only: bool, ready: bool) -> Because | None:
    """Why a person stays on their version; ``None``: they move.

    ``words_only`` compares the person's own version with the new one: whoever would read other words only moves
    whatever the rule says, and the rule decides about everybody else.
    """
    if there:
        return Because.THERE
    if words_only:
        return None
    if rule == "move_unless_eligible":
        return Because.READY if ready else None
    return Because.RULE if rule == "keep" else None


def effects(before: Iterable[RequirementStatus], after: Iterable[RequirementStatus]) -> tuple[Effect, ...]:
    """What changes between two evaluations of the same progress: what is lost first, then what is gained."""
    was, then = list(before), list(after)
    found = [*_readiness(was, then), *_requirements(was, then)]
    order = list(What)
    return tuple(sorted(found, key=lambda effect: (order.index(effect.what), effect.key)))


def _readiness(was: list[RequirementStatus], then: list[RequirementStatus]) -> Iterator[Effect]:
    now, later = is_eligible(was), is_eligible(then)
    if now != later:
        yield Effect(What.NOW_READY if later else What.READY_NO_LONGER)


def _requirements(was: list[RequirementStatus], then: list[RequirementStatus]) -> Iterator[Effect]:
    met = {row.requirement.key: row.met for row in was}
    kept = {row.requirement.key for row in then}
    for row in then:
        what = _kept(met[row.requirement.key], row.met) if row.requirement.key in met else _added(row.met)
        if what:
            yield Effect(what, row.requirement.key, row.requirement)
    for row in was:
        if row.requirement.key not in kept:
            yield Effect(What.DROPPED if row.met else What.SPARED, row.requirement.key, row.requirement)


def _kept(now: bool, later: bool) -> What | None:
    if now == later:
        return None
    return What.GAINED if later else What.LOST


def _added(met: bool) -> What | None:
    return None if met else What.ADDED
