"""How far observers agree: Krippendorff's alpha for levels in an order, with gaps, and weighted kappa for two people.

Sources: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), for alpha and its distance between
levels in an order; J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968), 213-220, for kappa; J. L. Fleiss and
M. Davies, "Jackknifing functions of multinomial frequencies, with an application to a measure of concordance", American
Journal of Epidemiology 115 (1982), 841-845, for the intervals.
Everything is computed from counts of equal units, so that ten dialogues and ten thousand cost the same.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations, product
from math import exp, fsum, log, sqrt
from statistics import NormalDist, fmean, stdev
from typing import TypeAlias, TypeVar

# What one thing was given by those who saw it, in rising order; who didn't see it is left out.
Levels = tuple[int, ...]
Distance = Callable[[int, int], float]
Part = TypeVar("Part", bound=Hashable)
Units: TypeAlias = Sequence[tuple[Counter[Part], int]]

# Of fewer dialogues that two or more people scored, no figure is told; of fewer that one shares with others, no word.
FEWEST_FOR_A_FIGURE = 10
FEWEST_FOR_A_WORD = 5
# Half a level is what a lead would notice; less is within what one observer differs from themselves.
WORTH_A_WORD = 0.5
# From Krippendorff's own bounds: below 2/3 not even tentative conclusions hold.
SOLID, SOME = 2 / 3, 0.4
_CONFIDENCE = 0.95


def units_of(scorings: Sequence[Mapping[str, int | None]]) -> Counter[tuple[str, Levels]]:
    """What the observers of one dialogue gave each competency that two or more of them saw."""
    seen: dict[str, list[int]] = {}
    for scores in scorings:
        for key, level in scores.items():
            if level is not None:
                seen.setdefault(key, []).append(level)
    return Counter((key, tuple(sorted(levels))) for key, levels in seen.items() if len(levels) > 1)


def ordinal(margins: Mapping[int, float]) -> Distance:
    """Between two levels: the square of how many values lie between, half of both ends' among them."""

    def distance(one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = fsum(count for level, count in margins.items() if low <= level <= high)
        return (between - (margins[low] + margins[high]) / 2) ** 2

    return distance


def linear(one: int, other: int) -> float:
    return abs(one - other)


def quadratic(one: int, other: int) -> float:
    return (one - other) ** 2


def alpha(units: Mapping[Levels, int], distance: Callable[[Mapping[int, float]], Distance] = ordinal) -> float | None:
    """Krippendorff's alpha; ``None`` where all values are the same, for then nothing tells skill from habit."""
    coincidences: dict[tuple[int, int], float] = {}
    for levels, count in sorted(units.items()):
        for pair in permutations(levels, 2):
            coincidences[pair] = coincidences.get(pair, 0.0) + count / (len(levels) - 1)
    margins: dict[int, float] = {}
    for (one, _other), count in coincidences.items():
        margins[one] = margins.get(one, 0.0) + count
    between, everything = distance(margins), fsum(margins.values())
    observed = fsum(count * between(*pair) for pair, count in coincidences.items())
    expected = fsum(margins[one] * margins[other] * between(one, other) for one, other in product(margins, repeat=2))
    return None if expected == 0 else 1 - (everything - 1) * observed / expected


def kappa(pairs: Mapping[tuple[int, int], float], distance: Distance = quadratic) -> float | None:
    """Cohen's weighted kappa of two people's levels for the same things; ``None`` where none differ from any."""
    firsts: dict[int, float] = {}
    seconds: dict[int, float] = {}
    for (one, other), count in sorted(pairs.items()):
        firsts[one] = firsts.get(one, 0.0) + count
        seconds[other] = seconds.get(other, 0.0) + count
    observed = fsum(count * distance(*pair) for pair, count in pairs.items())
    expected = fsum(firsts[one] * seconds[other] * distance(one, other) for one, other in product(firsts, seconds))
    return None if expected == 0 else 1 - fsum(firsts.values()) * observed / expected


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, how many independent units it rests on, and between which bounds it lies in 95 of 100 such samples.

    No bounds: nobody differed from anybody, or all difference comes from one unit.
    """

    value: float
    units: int
    low: float | None = None
    high: float | None = None


def estimate(statistic: Callable[[Counter[Part]], float | None], units: Units[Part]) -> Estimate | None:
    """A figure of the sum of all units, with its interval by the jackknife: how much it moves as each is left out.

    ``units`` are what each comes to, and how many are equal. The share of disagreement can't be negative, so the
    interval is made on its logarithm's scale and never passes 1.
    """
    number, everything = sum(times for _unit, times in units), Counter[Part]()
    for unit, times in units:
        everything.update({part: count * times for part, count in unit.items()})
    value = statistic(everything)
    if value is None:
        return None
    without = [(statistic(everything - unit), times) for unit, times in units]
    kept = [(left, times) for left, times in without if left is not None and left < 1]
    if value >= 1 or len(kept) < len(without):
        return Estimate(value, number)
    return _bounds(value, number, kept)


def one_by_one(units: Counter[Part]) -> Units[Part]:
    """Units each of which is one part of the sum."""
    return [(Counter((unit,)), times) for unit, times in units.items()]


def _bounds(value: float, number: int, without: Sequence[tuple[float, int]]) -> Estimate:
    logs = [(log(1 - left), count) for left, count in without]
    mean = fsum(log * count for log, count in logs) / number
    variance = (number - 1) / number * fsum(count * (log - mean) ** 2 for log, count in logs)
    reach = student(number - 1) * sqrt(variance)
    ends = (1 - (1 - value) * exp(reach), 1 - (1 - value) * exp(-reach))
    return Estimate(value, number, *ends)


def student(freedom: int) -> float:
    """How many standard errors reach to the bounds of an interval: Student's t, by the expansion 26.7.5 of Abramowitz
    and Stegun (1964); right to three digits from four degrees of freedom on.
    """
    z = NormalDist().inv_cdf((1 + _CONFIDENCE) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + fsum(term / freedom**power for power, term in enumerate(terms, start=1))


class Word(StrEnum):
    """How far people agree, as it is said first."""

    SOLID = "solid"
    SOME = "some"
    LITTLE = "little"
    OPEN = "open"
    TOO_FEW = "too_few"
    ALL_ALIKE = "all_alike"


def word_for(found: Estimate | None, *, dialogues: int) -> Word:
    """What a figure means; *open* where its interval reaches from little to solid agreement."""
    if dialogues < FEWEST_FOR_A_FIGURE:
        return Word.TOO_FEW
    if found is None:
        return Word.ALL_ALIKE
    if found.low is not None and found.high is not None and found.low < SOME and found.high >= SOLID:
        return Word.OPEN
    if found.value >= SOLID:
        return Word.SOLID
    return Word.SOME if found.value >= SOME else Word.LITTLE


class Lean(StrEnum):
    """How one observer scores a competency beside the others."""

    STRICTER = "stricter"
    KINDER = "kinder"
    ALIKE = "alike"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Beside:
    """By how many levels one observer differs from the others on average, and what is said of it."""

    lean: Lean
    dialogues: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None


def beside(differences: Sequence[float]) -> Beside:
    """From own level minus the others' mean, dialogue by dialogue. A word is said of half a level and more, and only
    where chance is a poor explanation of it.
    """
    number = len(differences)
    if number < FEWEST_FOR_A_WORD:
        return Beside(Lean.TOO_FEW, number)
    mean = fmean(differences)
    reach = student(number - 1) * stdev(differences) / sqrt(number)
    low, high = mean - reach, mean + reach
    leans = abs(mean) >= WORTH_A_WORD and (low > 0 or high < 0)
    lean = (Lean.STRICTER if mean < 0 else Lean.KINDER) if leans else Lean.ALIKE
    return Beside(lean, number, mean, low, high)
