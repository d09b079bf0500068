"""Who is asked to read: fair by load, then by how long ago somebody was asked; the same facts give the same answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# How long somebody is waited for after a reminder; a quarter of the time that a review has, where that is less.
PATIENCE = timedelta(days=3)


class Why(StrEnum):
    """Why this person; shown beside their name."""

    DELEGATE = "delegate"
    GUEST = "guest"
    FEWEST_OPEN = "fewest_open"
    LONGEST_AGO = "longest_ago"
    LEAST_ASKED = "least_asked"
    NOBODY_ELSE = "nobody_else"
    IN_TURN = "in_turn"
    TOOK_IT = "took_it"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """Somebody who may decide. ``open``: seats in open rounds; ``recent``: those of the last 90 days; ``last``: when
    they were last asked. None of it tells whether anybody has voted.
    """

    person: int
    away: bool = False
    guest: bool = False
    # Somebody who is away named them, of those whose seat is to be filled.
    delegate: bool = False
    open: int = 0
    recent: int = 0
    last: datetime | None = None


def choose(members: Sequence[MemberFacts], *, places: int) -> list[tuple[int, tuple[Why, ...]]]:
    """At most ``places`` people with the reasons for each, first things first."""
    here = sorted((row for row in members if not row.away), key=_order)
    chosen = here[:places]
    rest = here[places:]
    return [(row.person, _because(row, rest)) for row in chosen]


def _order(row: MemberFacts) -> tuple[bool, bool, int, int, bool, float, int]:
    last = row.last.timestamp() if row.last else 0.0
    return (not row.delegate, not row.guest, row.open, row.recent, row.last is not None, last, row.person)


def _because(row: MemberFacts, rest: Sequence[MemberFacts]) -> tuple[Why, ...]:
    if not rest:
        told = [(row.delegate, Why.DELEGATE), (row.guest, Why.GUEST)]
        return tuple(why for holds, why in told if holds) or (Why.NOBODY_ELSE,)
    told = [
        (row.delegate, Why.DELEGATE),
        (row.guest, Why.GUEST),
        (all(row.open < other.open for other in rest), Why.FEWEST_OPEN),
        (all(row.recent < other.recent for other in rest), Why.LEAST_ASKED),
        (all(_earlier(row, other) for other in rest), Why.LONGEST_AGO),
    ]
    return tuple(why for holds, why in told if holds) or (Why.IN_TURN,)


def _earlier(one: MemberFacts, other: MemberFacts) -> bool:
    return other.last is not None and (one.last is None or one.last < other.last)


def times_late(opened_at: datetime, due_at: datetime, *, at: datetime | None) -> int:
    """How often the time from opening to target has passed by; nothing before the target, once at it."""
    if at is None or at < due_at:
        return 0
    return (at - opened_at) // (due_at - opened_at)


def is_silent(
    asked_at: datetime, reminded_at: datetime | None, *, given: timedelta, length: timedelta, at: datetime
) -> bool:
    """Whether somebody let the time pass that was ``given`` to them, and then a reminder.

    ``length``: the time from the review's opening to its target.
    """
    if reminded_at is None or reminded_at < asked_at + given:
        return False
    return reminded_at + min(PATIENCE, length / 4) <= at
