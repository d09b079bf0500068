"""Plots of the figures as plain geometry, as wide as those of the cohort. No colours, no words of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.progress.plots import ROW, TOP, WIDTH, Plot, Tick

_HOUR, _NAMES = 34, 48
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, a figure in words, and a bar as long as its part of the whole; ``width`` is ``None`` for too few."""

    title: str
    told: str
    y: int
    width: int | None


def bars(rows: Sequence[tuple[str, str, float | None]]) -> Plot:
    """A bar for each row of title, figure in words, and part of the whole from 0 to 1."""
    made = [
        Bar(title, told, TOP + number * ROW, None if part is None else round(WIDTH * min(part, 1)))
        for number, (title, told, part) in enumerate(rows)
    ]
    return Plot(len(made) * ROW + 4, tuple(made))


@dataclass(frozen=True, slots=True)
class Span:
    """From nothing to what nine in ten had to wait, with a mark where half had their seat."""

    title: str
    told: str
    y: int
    shown: bool
    width: int = 0
    mark: int = 0


def spans(rows: Sequence[tuple[str, str, int | None, int | None]], words: Sequence[str]) -> Plot:
    """A span for each row of title, figure in words, half and most; ``words`` for both ends of the scale."""
    scale = max((most or 0 for _title, _told, _half, most in rows), default=0) or 1
    made = []
    for number, (title, told, half, most) in enumerate(rows):
        y = TOP + number * ROW
        if half is None or most is None:
            made.append(Span(title, told, y, False))
        else:
            made.append(Span(title, told, y, True, max(_x(most, scale), 3), max(_x(half, scale) - 2, 0)))
    ticks = (Tick(0, words[0], "start"), Tick(WIDTH, words[1], "end"))
    return Plot(len(made) * ROW + 24, tuple(made), ticks if any(row.shown for row in made) else ())


def _x(value: int, scale: int) -> int:
    return round(WIDTH * value / scale)


@dataclass(frozen=True, slots=True)
class Cell:
    """One weekday and hour; ``step`` from 0, for nobody, says how strong its colour is beside its number."""

    x: int
    y: int
    width: int
    count: int
    step: int


@dataclass(frozen=True, slots=True)
class Line:
    """One hour of the week's grid."""

    name: str
    y: int
    cells: tuple[Cell, ...]


def week(counts: dict[tuple[int, int], int], hours: Sequence[tuple[int, str]], days: Sequence[str]) -> Plot:
    """Hours below each other, weekdays side by side; the ticks are the weekdays."""
    width = (WIDTH - _NAMES) // len(days)
    most = max(counts.values(), default=0)
    lines = []
    for number, (hour, name) in enumerate(hours):
        y = TOP + number * _HOUR
        found = [(day, counts.get((day, hour), 0)) for day in range(1, len(days) + 1)]
        cells = (Cell(_NAMES + (day - 1) * width, y, width - 3, count, _step(count, most)) for day, count in found)
        lines.append(Line(name, y, tuple(cells)))
    ticks = tuple(Tick(_NAMES + at * width + (width - 3) // 2, day, "middle") for at, day in enumerate(days))
    return Plot(TOP + len(lines) * _HOUR, tuple(lines), ticks)


def _step(count: int, most: int) -> int:
    return -(-_STEPS * count // most) if count else 0
