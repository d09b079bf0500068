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
# Letters stand on their line, and beside each other where two chose the same.
_BASE, _LETTER = 4, 10

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Given = tuple[int, str, int, bool]


def letter(number: int) -> str:
    """What an observer is called in a plot and its table; after Z come two letters."""
    return LETTERS[number] if number < len(LETTERS) else letter(number // len(LETTERS) - 1) + letter(number % 26)


@dataclass(frozen=True, slots=True)
class Row:
    """All that was scored at one level: letters, each at its own place; ``advice``: of scores that don't count."""

    places: str
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
    rows: tuple[Row, ...]
    points: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel for each competency, all of one size and on the same guides."""

    width: int
    height: int
    levels: tuple[Guide, ...]
    dialogues: tuple[Guide, ...]
    panels: tuple[Panel, ...]

    @property
    def foot(self) -> int:
        return self.height - 4

    @property
    def wide(self) -> bool:
        return self.width > NARROW


def over_time(
    names: Mapping[str, str], given: Mapping[str, Sequence[Given]], *, count: int, levels: Sequence[int]
) -> Plot:
    """For each competency, from what was given: number of the dialogue, letter, level, and whether it only advises."""
    width = max(NARROW, _LEFT + _RIGHT + _STEP * max(count - 1, 0))
    return Plot(
        width=width,
        height=_TOP + _LEVEL * (len(levels) - 1) + _FOOT,
        levels=tuple(Guide(_up(level, levels), str(level)) for level in levels),
        dialogues=tuple(Guide(_at(number, count, width), str(number)) for number in range(1, count + 1)),
        panels=tuple(_panel(name, given.get(key, ()), count, width, levels) for key, name in names.items()),
    )


def _panel(name: str, given: Sequence[Given], count: int, width: int, levels: Sequence[int]) -> Panel:
    told = sorted(given)
    rows = [_row(told, level, advice, count, width, levels) for level in levels for advice in (False, True)]
    points = []
    for number, found in groupby(told, key=itemgetter(0)):
        counted = [level for _number, _letter, level, advice in found if not advice]
        if counted:
            points.append(f"{_at(number, count, width)},{_up(fmean(counted), levels)}")
    return Panel(name, tuple(row for row in rows if row.letters), " ".join(points))


def _row(told: Sequence[Given], level: int, advice: bool, count: int, width: int, levels: Sequence[int]) -> Row:
    same = [(number, code) for number, code, scored, advises in told if scored == level and advises is advice]
    places, letters = [], ""
    for number, group in groupby(same, key=itemgetter(0)):
        codes = "".join(code for _number, code in group)
        first = _at(number, count, width) - _LETTER * (len(codes) - 1) // 2
        places += [str(first + _LETTER * place) for place in range(len(codes))]
        letters += codes
    return Row(" ".join(places), _up(level, levels) + _BASE, letters, advice)


def _at(number: int, count: int, width: int) -> int:
    space = width - _LEFT - _RIGHT
    return _LEFT + (round(space * (number - 1) / (count - 1)) if count > 1 else space // 2)


def _up(level: float, levels: Sequence[int]) -> int:
    return round(_TOP + _LEVEL * (levels[-1] - level))
