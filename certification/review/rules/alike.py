"""How far people who observed the same dialogues saw the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Scores = Mapping[str, int | None]

# Two levels apart is the difference between "not yet" and "ready".
FAR = 2


@dataclass(frozen=True, slots=True)
class Apart:
    """One competency of one dialogue that was seen very differently."""

    dialogue: int
    competency: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Alike:
    """In how many dialogues two or more observed, and of what both scored: how much is the same, near, or far."""

    dialogues: int = 0
    same: int = 0
    near: int = 0
    far: tuple[Apart, ...] = ()

    @property
    def compared(self) -> int:
        return self.same + self.near + len(self.far)


def seen_alike(dialogues: Mapping[int, Sequence[Scores]]) -> Alike:
    """From the scores of each observer of each dialogue; *not observed* differs from nothing."""
    shared = {number: rows for number, rows in dialogues.items() if len(rows) > 1}
    spans = [
        Apart(number, key, min(levels), max(levels))
        for number, rows in shared.items()
        for key, levels in _levels(rows).items()
        if len(levels) > 1
    ]
    return Alike(
        dialogues=len(shared),
        same=sum(row.low == row.high for row in spans),
        near=sum(0 < row.high - row.low < FAR for row in spans),
        far=tuple(row for row in spans if row.high - row.low >= FAR),
    )


def _levels(rows: Sequence[Scores]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for scores in rows:
        for key, level in scores.items():
            if level is not None:
                found.setdefault(key, []).append(level)
    return found
