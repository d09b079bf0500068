"""Plots as plain geometry: whole numbers for an SVG's attributes. No Django, no colours, no words of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# A phone's width, so that the words in it are as large as the words around it.
WIDTH = 360
ROW, BAR, TOP = 46, 16, 20


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar."""

    code: str
    word: str
    count: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One requirement of the plot that shows where people are stuck."""

    title: str
    count: int
    y: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One requirement of the plot that shows how long it takes: from the first quarter to the third, and ``half``."""

    title: str
    y: int
    told: bool
    x: int = 0
    width: int = 0
    mark: int = 0
    half: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale."""

    x: int
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot of a size, with its rows."""

    height: int
    rows: tuple[Any, ...]
    ticks: tuple[Tick, ...] = ()

    @property
    def width(self) -> int:
        return WIDTH


def stuck_plot(rows: Sequence[Any], people: int, words: Mapping[Any, Any]) -> Plot:
    """Bars of people who haven't met each requirement, as long as their part of all people."""
    bars = []
    for number, row in enumerate(rows):
        bars.append(Bar(row.column.title, row.people, TOP + number * ROW, _segments(row.by_turn, people, words)))
    return Plot(len(bars) * ROW + 4, tuple(bars))


def _segments(by_turn: Sequence[tuple[Any, int]], people: int, words: Mapping[Any, Any]) -> tuple[Segment, ...]:
    found, before = [], 0
    for turn, count in by_turn:
        start, end = (round(WIDTH * part / max(people, 1)) for part in (before, before + count))
        found.append(Segment(str(turn.value), str(words[turn]), count, start, max(end - start, 2)))
        before += count
    return tuple(found)


def turns_in(rows: Sequence[Any], words: Mapping[Any, Any]) -> list[tuple[Any, str]]:
    """The turns that a plot shows, each once, for its legend and the head of its table."""
    shown = {turn for row in rows for turn, _count in row.by_turn}
    return [(turn, str(word)) for turn, word in words.items() if turn in shown]


def pace_plot(rows: Sequence[Any]) -> Plot:
    """A box from the first quarter to the third for each requirement, on a scale of days."""
    last = max((row.three_quarters for row in rows if row.told), default=0)
    scale = max(last, 1)
    boxes = []
    for number, row in enumerate(rows):
        y = TOP + number * ROW
        if not row.told:
            boxes.append(Box(row.column.title, y, False))
            continue
        left, middle, right = (_x(day, scale) for day in (row.quarter, row.half, row.three_quarters))
        boxes.append(Box(row.column.title, y, True, left, max(right - left, 3), middle - 2, row.half))
    height = len(boxes) * ROW + 24
    return Plot(height, tuple(boxes), _ticks(scale) if last else ())


def _x(day: int, scale: int) -> int:
    return round((WIDTH - 8) * day / scale) + 4


def _ticks(scale: int) -> tuple[Tick, ...]:
    marks = sorted({0, scale // 2, scale})
    anchors = {0: "start", scale: "end"}
    return tuple(Tick(_x(day, scale), str(day), anchors.get(day, "middle")) for day in marks)
