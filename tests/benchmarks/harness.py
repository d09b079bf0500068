"""Measures a pair of callables and says how far apart they are; knows nothing of Django."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from typing import Literal

Better = Literal["higher", "lower"]
Clock = Callable[[], float]
LEAST_ROUNDS = 5

Work = Callable[[], int]
"""Does some of the work and returns how many units it did."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides of a row."""

    ours: Work
    reference: Work


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One row: what is measured, against what, and the ratio that we want to reach."""

    name: str
    unit: str
    reference_name: str
    target: float
    better: Better
    clock: Clock
    rounds: int
    prepare: Callable[[], AbstractContextManager[Pair]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The smallest and the middle figure of all rounds."""

    min: float
    median: float


@dataclass(frozen=True, slots=True)
class Result:
    """One row as it stands in ``var/bench.json``; ``ratio`` is our median over the reference's."""

    name: str
    unit: str
    ours: Spread
    reference: Spread
    reference_name: str
    ratio: float
    target: float
    better: Better

    @property
    def on_target(self) -> bool:
        return self.ratio >= self.target if self.better == "higher" else self.ratio <= self.target

    def as_document(self) -> dict[str, object]:
        return asdict(self)


registry: dict[str, Benchmark] = {}


def benchmark(
    *,
    name: str,
    unit: str,
    reference_name: str,
    target: float,
    better: Better = "higher",
    clock: Clock = time.perf_counter,
    rounds: int = 7,
) -> Callable[[Callable[[], Iterator[Pair]]], Benchmark]:
    """Register a generator that prepares, yields its ``Pair`` and clears up.

    ``better="higher"`` counts units of work per second (name the unit so: "sign-ups/s"); ``better="lower"`` counts
    milliseconds per unit. ``target`` bounds the ratio ours/reference on the side that ``better`` names. With
    ``clock=time.process_time`` only this process's own work counts, no waiting.
    """
    if rounds < LEAST_ROUNDS:
        raise ValueError(f"{name}: fewer than {LEAST_ROUNDS} rounds tell little")
    if name in registry:
        raise ValueError(f"{name}: there is a row of this name")

    def register(prepare: Callable[[], Iterator[Pair]]) -> Benchmark:
        row = Benchmark(name, unit, reference_name, target, better, clock, rounds, contextmanager(prepare))
        registry[name] = row
        return row

    return register


def measure(row: Benchmark) -> Result:
    """Run both sides in turn, after a round of each that nobody counts (imports, caches, connections)."""
    with row.prepare() as pair:
        pair.ours()
        pair.reference()
        rounds = [_one_round(row, pair, ours_first=number % 2 == 0) for number in range(row.rounds)]
    ours = _spread(ours for ours, _ in rounds)
    reference = _spread(reference for _, reference in rounds)
    ratio = ours.median / reference.median
    return Result(row.name, row.unit, ours, reference, row.reference_name, ratio, row.target, row.better)


def _one_round(row: Benchmark, pair: Pair, *, ours_first: bool) -> tuple[float, float]:
    """Who starts changes from round to round, so that a machine growing warm or busy favours nobody."""
    if ours_first:
        ours = _figure(row, pair.ours)
        return ours, _figure(row, pair.reference)
    reference = _figure(row, pair.reference)
    return _figure(row, pair.ours), reference


def _figure(row: Benchmark, work: Work) -> float:
    gc.collect()
    started = row.clock()
    done = work()
    seconds = row.clock() - started
    if done < 1 or seconds <= 0:
        raise ValueError(f"{row.name}: a round did {done} units in {seconds} s, which measures nothing")
    return done / seconds if row.better == "higher" else 1000 * seconds / done


def _spread(figures: Iterable[float]) -> Spread:
    all_of_them = list(figures)
    return Spread(min=min(all_of_them), median=statistics.median(all_of_them))
