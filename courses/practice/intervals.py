"""Plots of figures with their intervals as plain geometry: a dot for each, and a line as far as chance reaches. No
Django, no colours, no words of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.progress.plots import ROW, TOP, WIDTH, Plot, Tick

_EDGE = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A name, its figure in words, and, unless too little is known, the figure with its bounds."""

    title: str
    words: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """One row of the plot; ``dot`` is ``None`` where nothing is told."""

    title: str
    words: str
    y: int
    dot: int | None = None
    start: int = 0
    width: int = 0


def intervals(rows: Sequence[Told], *, marks: Sequence[tuple[float, str]]) -> Plot:
    """On a scale from the first mark to the last; what lies beyond ends at its edge."""
    scale = (marks[0][0], marks[-1][0])
    found = [_interval(row, TOP + number * ROW, scale) for number, row in enumerate(rows)]
    anchors = {marks[0][0]: "start", marks[-1][0]: "end"}
    ticks = tuple(Tick(_x(at, scale), word, anchors.get(at, "middle")) for at, word in marks)
    return Plot(len(rows) * ROW + 20, tuple(found), ticks)


def _interval(row: Told, y: int, scale: tuple[float, float]) -> Interval:
    if row.value is None:
        return Interval(row.title, row.words, y)
    dot = _x(row.value, scale)
    start, end = (dot if bound is None else _x(bound, scale) for bound in (row.low, row.high))
    return Interval(row.title, row.words, y, dot, start, end - start)


def _x(value: float, scale: tuple[float, float]) -> int:
    low, high = scale
    part = (min(max(value, low), high) - low) / (high - low)
    return round(_EDGE + (WIDTH - 2 * _EDGE) * part)
