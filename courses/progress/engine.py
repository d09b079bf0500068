"""What an enrolment's history comes to: pure functions from events to progress, and from progress to requirements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from courses.progress.requirements import Asserted, Progress, Requirement, RequirementStatus, Syllabus


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


def evaluate(syllabus: Syllabus, progress: Progress) -> list[RequirementStatus]:
    """Each requirement of the syllabus: met or not, how far, from which events, and whose turn it is."""
    return [_status(requirement, syllabus, progress) for requirement in syllabus.requirements]


def is_eligible(statuses: Iterable[RequirementStatus]) -> bool:
    """All requirements met; a syllabus without requirements makes nobody eligible."""
    rows = list(statuses)
    return bool(rows) and all(status.met for status in rows)


def _status(requirement: Requirement, syllabus: Syllabus, progress: Progress) -> RequirementStatus:
    waiver = progress.get(f"waiver:{requirement.key}")
    if waiver is not None and waiver.value.get("granted"):
        return RequirementStatus.waived_by(requirement, waiver)
    return requirement.status(syllabus, progress)
