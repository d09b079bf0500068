"""What staff count of slide decks: who asked, who confirmed, what was downloaded, and for what."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cms.models import DeckRequest

# Of schools, those alone that asked most often stand on the page; the list holds all.
MOST_SCHOOLS = 30


@dataclass(frozen=True, slots=True)
class Counts:
    """How many asked, confirmed their address, downloaded (each time), and were told of a new version."""

    asked: int = 0
    confirmed: int = 0
    downloads: int = 0
    told: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    title: str
    counts: Counts


def listed() -> QuerySet[DeckRequest]:
    """Each request with its deck and how often its links were used."""
    rows: QuerySet[DeckRequest] = DeckRequest.objects.select_related("deck").annotate(
        downloads=Coalesce(Sum("links__downloads"), 0)
    )
    return rows


def by_deck() -> list[Row]:
    """Every deck that somebody asked for; those that are gone have no title. One query."""
    return [Row(key["deck__title"] or "", counts) for key, counts in _counted("deck__title", "deck")]


def by_purpose() -> list[Row]:
    """What decks are used for. One query."""
    counted = {key["purpose"]: counts for key, counts in _counted("purpose")}
    return [Row(str(label), counted[code]) for code, label in DeckRequest.Purpose.choices if code in counted]


def by_school() -> list[Row]:
    """The schools that asked most often, each by the spelling that most people chose. One query."""
    rows: dict[str, Row] = {}
    for key, counts in sorted(_counted("institution"), key=lambda each: -each[1].asked):
        name = key["institution"]
        if name:
            same = " ".join(name.casefold().split())
            known = rows.get(same, Row(name, Counts()))
            rows[same] = Row(known.title, known.counts + counts)
    return sorted(rows.values(), key=lambda row: (-row.counts.asked, row.title))[:MOST_SCHOOLS]


def _counted(*by: str) -> Iterator[tuple[dict[str, Any], Counts]]:
    rows = DeckRequest.objects.order_by(*by).values(*by)
    counted = rows.annotate(
        asked=Count("pk", distinct=True),
        confirmed=Count("pk", distinct=True, filter=Q(confirmed_at__isnull=False)),
        downloads=Coalesce(Sum("links__downloads"), 0),
        told=Count("links", distinct=True, filter=Q(links__for_news=True)),
    )
    for row in counted:
        yield row, Counts(row["asked"], row["confirmed"], row["downloads"], row["told"])
