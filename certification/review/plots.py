"""The rubric over time as plain geometry: a panel for each competency, a letter for each observer.

Whole numbers for an SVG's attributes. No Django, no colours, no words of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from statistics import fmean

# A phone's width; many dialogues need more, and the picture moves sideways.
NARROW = 320
_LEFT, _RIGHT, _STEP = 28, 16, 24
_TOP, _LEVEL, _FOOT = 12, 18, 22
# Letters stand on their line.
_BASE = 4

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Given = tuple[int, str, int, bool]


def letter(number: int) -> str:
    """What an observer is called in a plot and its table; after Z come two letters."""
    return LETTERS[number] if number < len(LETTERS) else letter(number // len(LETTERS) - 1) + letter(number % 26)


@dataclass(frozen=True, slots=True)
class Mark:
    """All observers of one dialogue who chose the same level; ``advice``: none of their scores count."""

    x: int
    y: int
    letters: str
    advice: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """The line of one level, or the number of one dialogue."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One competency from dialogue to dialogue; ``points`` joins what observers saw on average."""

    name: str
    width: int
    height: int
    levels: tuple[Guide, ...]
    dialogues: tuple[Guide, ...]
    marks: tuple[Mark, ...]
    points: str

    @property
    def foot(self) -> int:
        return self.height - 4

    @property
    def wide(self) -> bool:
        return self.width > NARROW


def panels(
    names: Mapping[str, str], given: Mapping[str, Sequence[Given]], *, count: int, levels: Sequence[int]
) -> tuple[Panel, ...]:
    """For each competency, from what was given: number of the dialogue, letter, level, and whether it only advises."""
    width = max(NARROW, _LEFT + _RIGHT + _STEP * max(count - 1, 0))
    height = _TOP + _LEVEL * (len(levels) - 1) + _FOOT
    lines = tuple(Guide(_up(level, levels), str(level)) for level in levels)
    ticks = tuple(Guide(_at(number, count, width), str(number)) for number in range(1, count + 1))
    return tuple(
        Panel(name, width, height, lines, ticks, *_drawn(given.get(key, ()), count, width, levels))
        for key, name in names.items()
    )


def _drawn(given: Sequence[Given], count: int, width: int, levels: Sequence[int]) -> tuple[tuple[Mark, ...], str]:
    marks, points = [], []
    for number, rows in groupby(sorted(given), key=itemgetter(0)):
        told, x = list(rows), _at(number, count, width)
        for level in sorted({row[2] for row in told}):
            same = [row for row in told if row[2] == level]
            advice = all(row[3] for row in same)
            marks.append(Mark(x, _up(level, levels) + _BASE, "".join(row[1] for row in same), advice))
        counted = [row[2] for row in told if not row[3]]
        if counted:
            points.append(f"{x},{_up(fmean(counted), levels)}")
    return tuple(marks), " ".join(points)


def _at(number: int, count: int, width: int) -> int:
    space = width - _LEFT - _RIGHT
    return _LEFT + (round(space * (number - 1) / (count - 1)) if count > 1 else space // 2)


def _up(level: float, levels: Sequence[int]) -> int:
    return round(_TOP + _LEVEL * (levels[-1] - level))
