"""Where observers of one dialogue saw it so differently that a third pair of eyes helps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Two levels apart is the difference between "not yet" and "ready".
LARGE = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """What one observer of a dialogue handed in."""

    scores: Mapping[str, int | None]
    readiness: str


@dataclass(frozen=True, slots=True)
class Apart:
    """One competency whose lowest and highest level are far apart."""

    competency: str
    low: int
    high: int


def far_apart(seen: Sequence[Seen]) -> tuple[Apart, ...]:
    """Competencies that one scored two levels or more above another; *not observed* differs from nothing."""
    levels: dict[str, list[int]] = {}
    for row in seen:
        for key, level in row.scores.items():
            if level is not None:
                levels.setdefault(key, []).append(level)
    ranges = (Apart(key, min(found), max(found)) for key, found in levels.items())
    return tuple(row for row in ranges if row.high - row.low >= LARGE)


def opposite(seen: Sequence[Seen]) -> bool:
    """Whether one observer would let the lead begin, and another says not yet."""
    return {"ready", "not_yet"} <= {row.readiness for row in seen}
