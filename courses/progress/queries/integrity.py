"""Whether every snapshot is what its ledger comes to, and whether a ledger was tampered with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from courses.progress import chain, engine
from courses.progress.models import Enrolment, LedgerEvent, snapshot_of

# The columns of a ledger row that its hash covers, and behind them the hashes themselves.
CHAINED = (
    "enrolment_id",
    "seq",
    "subject",
    "value",
    "rank",
    "occurred_at",
    "recorded_at",
    "actor_id",
    "source",
    "key",
    "undoes",
    "reason_hash",
)
_COLUMNS = (*CHAINED, "previous_hash", "hash")
_AT_ONCE = 500

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One enrolment that was held against its ledger, and what doesn't agree: nothing, usually."""

    enrolment_id: int
    faults: tuple[str, ...]


def check_all() -> Iterator[Checked]:
    """Every enrolment against its ledger. Two queries whose rows are streamed: memory is that of one ledger."""
    enrolments = Enrolment.objects.select_related("syllabus").defer("syllabus__document")
    ledgers = groupby(_stream(LedgerEvent.objects.all()), key=itemgetter(0))
    ahead = next(ledgers, None)
    for enrolment in enrolments.order_by("pk").iterator(chunk_size=_AT_ONCE):
        rows: list[Row] = []
        if ahead is not None and ahead[0] == enrolment.pk:
            rows = list(ahead[1])
            ahead = next(ledgers, None)
        yield Checked(enrolment.pk, tuple(_faults(enrolment, rows)))


def faults(enrolment: Enrolment) -> list[str]:
    """What doesn't agree between an enrolment's row and its ledger. One query."""
    return list(_faults(enrolment, list(_stream(LedgerEvent.objects.filter(enrolment=enrolment)))))


def _stream(events: QuerySet[LedgerEvent]) -> Iterator[Row]:
    return events.order_by("enrolment_id", "seq").values_list(*_COLUMNS).iterator(chunk_size=_AT_ONCE)


def _faults(enrolment: Enrolment, rows: list[Row]) -> Iterator[str]:
    events = [engine.Event(row[1], row[2], row[3], row[4], row[5], row[10]) for row in rows]
    if snapshot_of(engine.fold(events)) != enrolment.snapshot:
        yield "the snapshot differs from the fold of the ledger"
    if engine.pinned(events) not in (None, enrolment.syllabus.number):
        yield "it reads another version than its ledger says"
    if [event.seq for event in events] != list(range(1, enrolment.last_seq + 1)):
        yield "the ledger has a gap"
    yield from verify_chain(rows, last=enrolment.last_hash)


def verify_chain(rows: Iterable[Row], *, last: str) -> Iterator[str]:
    """Where rows of a ledger, in order, aren't what was written once; ``last`` is the hash that they have to end in."""
    previous = chain.FIRST
    for row in rows:
        told_previous, told = row[-2:]
        if told_previous != previous or told != chain.row_hash(previous, dict(zip(CHAINED, row, strict=False))):
            yield f"the chain of hashes breaks at {row[1]}"
        previous = told
    if previous != last:
        yield "the last hash differs from the ledger's"
