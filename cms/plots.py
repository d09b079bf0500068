"""Plots of impact as plain geometry, as wide as all others. No colours, no words of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.progress.plots import WIDTH, Plot

_NAME, _LINE, _GAP = 24, 22, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its figure in words at the end of its line; ``width`` is ``None`` where nothing is told.

    ``whole`` is how long it would be at most, where that says something: of a percentage.
    """

    code: str
    told: str
    y: int
    width: int | None
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A name, and the bars that belong to it."""

    title: str
    y: int
    bars: tuple[Bar, ...]


def groups(
    rows: Sequence[tuple[str, Sequence[tuple[str, str, float | None]]]], *, room: int, shares: bool = False
) -> Plot:
    """Groups of bars, each bar of code, figure in words and part of the whole; ``room`` is what the words need.

    ``shares``: the parts are shares, and each stands on the whole.
    """
    whole = WIDTH - room
    found, y = [], 0
    for title, bars in rows:
        lines = []
        for number, (code, told, part) in enumerate(bars):
            width = None if part is None else max(round(whole * min(part, 1)), 2)
            lines.append(Bar(code, told, y + _NAME + number * _LINE, width, whole if shares else 0))
        found.append(Group(title, y, tuple(lines)))
        y += _NAME + len(bars) * _LINE + _GAP
    return Plot(max(y - _GAP, 1), tuple(found))
