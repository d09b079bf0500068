"""Which certificates a job is about, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from certification.certificates import keys
from certification.certificates.models import Batch, BatchRow, Certificate, Credential, Suspension
from certification.certificates.queries.certificates import shown
from certification.certificates.queries.printed import said
from certification.certificates.rules import RENEWABLE_BEFORE, Reason
from certification.certificates.words import WORDS


@dataclass(frozen=True, slots=True)
class Chosen:
    """What shall be done, and with which: all of a pathway, or signed with a key; empty for all."""

    kind: str
    pathway: str = ""
    key: str = ""


def to_do(chosen: Chosen, *, at: datetime) -> QuerySet[Certificate]:
    """The certificates that a job would be about: those that stand, of somebody who is there. Two queries.

    Anew in the present design, and renewed: those that still hold; signed anew: the others, too.
    """
    today = timezone.localdate(at, timezone.get_default_timezone())
    rows = shown().annotate(until=said("valid_until"), slug=said("pathway_slug")).order_by("pk")
    rows = rows.filter(revocation=None, replaced_by=None, holder__person__isnull=False)
    rows = rows.exclude(suspensions__in=_open_suspensions())
    if chosen.pathway:
        rows = rows.filter(slug=chosen.pathway)
    if chosen.kind == Batch.Kind.KEY:
        return rows.filter(credential__key__in=[chosen.key] if chosen.key else distrusted())
    if chosen.kind == Batch.Kind.DESIGN:
        return rows.filter(Q(until=None) | Q(until__gte=today.isoformat()))
    opened = (today + RENEWABLE_BEFORE).isoformat()
    return rows.filter(until__lte=opened, snapshot__has_key="renewal")


def _open_suspensions() -> QuerySet[Suspension]:
    return Suspension.objects.filter(lifted_at=None)


def distrusted() -> list[str]:
    """The keys that came into other hands. No query."""
    return [pair.ed25519 for pair in keys.pairs() if pair.compromised]


def keys_in_use() -> list[str]:
    """All keys that certificates are signed with, newest first. One query."""
    return list(Credential.objects.order_by("key").values_list("key", flat=True).distinct())


def pathways_issued() -> list[tuple[str, str]]:
    """Slug and name of each pathway that certificates were issued for. One query."""
    rows = Certificate.objects.annotate(slug=said("pathway_slug"), name=said("pathway_name"))
    named = {slug: name for slug, name in rows.order_by("pk").values_list("slug", "name") if slug}
    return sorted(named.items(), key=lambda pair: pair[1])


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a job is."""

    waiting: int
    done: int
    left: int

    @property
    def all(self) -> int:
        return self.waiting + self.done + self.left

    @property
    def over(self) -> int:
        return self.done + self.left


def tallied() -> QuerySet[Batch]:
    """Jobs with who asked, and how many rows are in each state. One query."""
    counts = {f"rows_{state}": Count("rows", Q(rows__state=state)) for state in BatchRow.State.values}
    return Batch.objects.select_related("asked_by").annotate(rows_all=Count("rows"), **counts)


def tally(batch: Batch) -> Tally:
    """One query."""
    counted = dict(BatchRow.objects.filter(batch=batch).order_by().values_list("state").annotate(Count("pk")))
    return Tally(**{state: counted.get(state, 0) for state in BatchRow.State.values})


def rows_of(batch: Batch) -> QuerySet[BatchRow]:
    """Each certificate of a job with its holder, and what became of it. One query."""
    return BatchRow.objects.filter(batch=batch).select_related("certificate__holder", "made")


def reasons_of(row: BatchRow) -> Sequence[str]:
    """Why it was left, in words. No query."""
    return [str(WORDS[Reason(code)]) for code in row.because]
