"""What is different between two frozen states of the evidence, or between one and today's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Document = Mapping[str, Any]


class Changed(StrEnum):
    """How something is different."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: in which part (``requirements``, ``facts``, ``observations`` …), of which row."""

    part: str
    key: str
    how: Changed
    before: Any = None
    after: Any = None


# Parts of the evidence that are lists of rows, and what a row is known by.
_LISTS = {"requirements": "key", "observations": "id", "attendance": "session", "reflections": "dialogue"}


def changes(before: Document, after: Document) -> list[Change]:
    """All differences of what is frozen row by row, in the order of the document. Hashes of words count as values."""
    found: list[Change] = []
    for part, key in _LISTS.items():
        was, now = (_by_key(document.get(part, ()), key) for document in (before, after))
        found += _between(part, was, now)
    return found + list(_between("facts", before.get("facts", {}), after.get("facts", {})))


def _by_key(rows: Any, key: str) -> dict[str, Any]:
    return {str(row[key]): row for row in rows}


def _between(part: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    for key, row in was.items():
        if key not in now:
            yield Change(part, key, Changed.REMOVED, before=row)
        elif now[key] != row:
            yield Change(part, key, Changed.CHANGED, before=row, after=now[key])
    yield from (Change(part, key, Changed.ADDED, after=row) for key, row in now.items() if key not in was)
