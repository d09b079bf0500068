"""Whether every snapshot is what its ledger comes to, and whether a ledger was tampered with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.progress import chain, engine
from courses.progress.models import Enrolment, LedgerEvent, snapshot_of


@dataclass(frozen=True, slots=True)
class Fault:
    """An enrolment whose snapshot or chain doesn't agree with its ledger."""

    enrolment_id: int
    what: str


def rebuilt(events: list[LedgerEvent]) -> dict[str, list[Any]]:
    """The snapshot that a ledger comes to."""
    return snapshot_of(engine.fold(row.event for row in events))


def faults(enrolment: Enrolment) -> Iterator[Fault]:
    """What doesn't agree between an enrolment's row and its ledger. One query."""
    events = list(LedgerEvent.objects.filter(enrolment=enrolment).in_order())
    if rebuilt(events) != enrolment.snapshot:
        yield Fault(enrolment.pk, "the snapshot differs from the fold of the ledger")
    if [row.seq for row in events] != list(range(1, enrolment.last_seq + 1)):
        yield Fault(enrolment.pk, "the ledger has a gap")
    previous = chain.FIRST
    for row in events:
        if row.hash != chain.row_hash(previous, chained(row)) or row.previous_hash != previous:
            yield Fault(enrolment.pk, f"the chain of hashes breaks at {row.seq}")
        previous = row.hash
    if previous != enrolment.last_hash:
        yield Fault(enrolment.pk, "the last hash differs from the ledger's")


def chained(row: LedgerEvent) -> dict[str, Any]:
    """The columns of a ledger row that its hash covers."""
    names = ("enrolment_id", "seq", "subject", "value", "rank", "occurred_at", "recorded_at", "actor_id")
    return {name: getattr(row, name) for name in (*names, "source", "key", "undoes", "reason_hash")}
