"""Plots of levels as plain geometry: own and observers' marks side by side, and levels from one dialogue to the next.

Whole numbers for an SVG's attributes. No Django, no colours, no words of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from courses.progress.plots import WIDTH, Plot, Tick

# How far the first and the last level stand from the edges.
EDGE = 16
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LANE, _LINE, _GAP = 24, 20, 14
_BAND, _FOOT, _LETTERS_IN_LINE = 54, 20, 40


def letter(number: int) -> str:
    """What an observer is called in a plot and its table."""
    return LETTERS[number % len(LETTERS)]


@dataclass(frozen=True, slots=True)
class Mark:
    """A level at its place; without a letter it is one's own."""

    x: int
    y: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of a name, at its place."""

    text: str
    y: int


def _named(name: str, top: int) -> tuple[tuple[Words, ...], int]:
    """A name in as many lines as it needs, and where they end."""
    lines = wrap(name, _LETTERS_IN_LINE) or [""]
    return tuple(Words(text, top + _LINE * number) for number, text in enumerate(lines, start=1)), top + _LINE * len(
        lines
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """One competency: its name, the lines of its lanes, and the marks on them."""

    name: tuple[Words, ...]
    lines: tuple[int, ...]
    marks: tuple[Mark, ...]


def side_by_side(rows: Sequence[tuple[str, int | None, Sequence[int | None]]], levels: Sequence[int]) -> Plot:
    """For each row of name, own level and observers' levels: a lane for each, so that equal marks hide nothing."""
    top, made = _FOOT, []
    for name, own, others in rows:
        words, top = _named(name, top)
        told = [("", own), *((letter(number), level) for number, level in enumerate(others))]
        lanes = [(code, level, top + 20 + _LANE * lane) for lane, (code, level) in enumerate(told)]
        marks = tuple(Mark(_across(level, levels), y, code) for code, level, y in lanes if level is not None)
        made.append(Scale(words, tuple(y for _code, _level, y in lanes), marks))
        top += _LANE * len(told) + _GAP
    ticks = tuple(Tick(_across(level, levels), str(level), "middle") for level in levels)
    return Plot(top + _FOOT, tuple(made), ticks)


def _across(level: int, levels: Sequence[int]) -> int:
    first, last = levels[0], levels[-1]
    return round(EDGE + (WIDTH - 2 * EDGE) * (level - first) / (last - first))


@dataclass(frozen=True, slots=True)
class Path:
    """One competency from dialogue to dialogue; ``points`` joins what follows each other."""

    name: tuple[Words, ...]
    low: int
    high: int
    marks: tuple[Mark, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)


def in_time(rows: Sequence[tuple[str, Sequence[float | None]]], levels: Sequence[int]) -> Plot:
    """For each row of name and levels in time: a band from the lowest level to the highest; ticks are dialogues."""
    top, made, count = 0, [], max((len(found) for _name, found in rows), default=0)
    for name, found in rows:
        words, top = _named(name, top)
        high, low = top + 10, top + _BAND
        marks = tuple(
            Mark(_at(place, count), _up(level, levels, low, high))
            for place, level in enumerate(found)
            if level is not None
        )
        made.append(Path(words, low, high, marks))
        top += _BAND + _GAP
    ticks = tuple(Tick(_at(place, count), str(place + 1), "middle") for place in range(count))
    return Plot(top + _FOOT, tuple(made), ticks)


def _at(place: int, count: int) -> int:
    return round(EDGE + (WIDTH - 2 * EDGE) * place / (count - 1)) if count > 1 else WIDTH // 2


def _up(level: float, levels: Sequence[int], low: int, high: int) -> int:
    return round(low - (low - high) * (level - levels[0]) / (levels[-1] - levels[0]))
