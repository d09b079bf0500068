"""What an enrolment's history comes to: pure functions from events to progress, and from progress to requirements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from courses.progress.requirements import Asserted, Progress, RequirementStatus, Situation, Syllabus, assess

# The subject of moves from one syllabus to another.
MOVES = "syllabus"


class Rank(IntEnum):
    """How much a source's word weighs: a person over an import over the trainee's own check-in."""

    SELF = 0
    IMPORT = 1
    PERSON = 2


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the ledger, as far as progress depends on it."""

    seq: int
    subject: str
    value: Mapping[str, Any]
    rank: int
    occurred_at: datetime
    undoes: int | None = None


def fold(events: Iterable[Event]) -> Progress:
    """For each subject, the assertion not undone with the greatest (rank, seq). The order of events doesn't matter."""
    rows = list(events)
    undone = {event.undoes for event in rows if event.undoes is not None}
    progress: dict[str, Asserted] = {}
    for event in rows:
        if event.undoes is None and event.seq not in undone:
            _assert(progress, event)
    return progress


def add(progress: Progress, event: Event) -> Progress:
    """Progress after one more assertion, in constant time: equal to folding all events anew."""
    grown = dict(progress)
    _assert(grown, event)
    return grown


def _assert(progress: dict[str, Asserted], event: Event) -> None:
    standing = progress.get(event.subject)
    if standing is None or (event.rank, event.seq) > (standing.rank, standing.seq):
        progress[event.subject] = Asserted(event.seq, event.rank, event.value, event.occurred_at)


def pinned(events: Sequence[Event]) -> int | None:
    """The number of the syllabus that the moves of a ledger lead to; nothing for who was never moved."""
    moves = [event for event in events if event.subject == MOVES and event.undoes is None]
    standing = fold(event for event in events if event.subject == MOVES).get(MOVES)
    if standing is not None:
        return int(standing.value["number"])
    first = min(moves, key=lambda event: event.seq, default=None)
    return int(first.value["from"]) if first and "from" in first.value else None


def evaluate(syllabus: Syllabus, progress: Progress, *, at: datetime) -> list[RequirementStatus]:
    """Each requirement of the syllabus: met or not, how far, from which events, and whose turn it is."""
    given = Situation(syllabus, progress, at)
    return [assess(requirement, given) for requirement in syllabus.requirements]


def is_eligible(statuses: Iterable[RequirementStatus]) -> bool:
    """All requirements met; a syllabus without requirements makes nobody eligible."""
    rows = list(statuses)
    return bool(rows) and all(status.met for status in rows)


def state_of(progress: Progress) -> str:
    """Whether somebody is on the way, pauses or has withdrawn."""
    said = progress.get("training")
    return str(said.value["state"]) if said else "active"


def changes_at(statuses: Iterable[RequirementStatus]) -> datetime | None:
    """The next instant at which time alone may change what is met."""
    return min((status.until for status in statuses if status.until), default=None)
