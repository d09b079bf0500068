"""The harness itself: who is measured when, what a figure means, and what is refused."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import Pair, benchmark, harness, report
from tests.benchmarks.harness import Benchmark, Result, Spread


class StoppedClock:
    """Stands still until some work moves it."""

    now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, *, seconds: float, done: int = 1) -> harness.Work:
        def work() -> int:
            self.now += seconds
            return done

        return work


def row(pair: Pair, **changes: Any) -> Benchmark:
    @contextmanager
    def prepare() -> Iterator[Pair]:
        yield pair

    plain = Benchmark("row", "units", "nothing", 1.0, "higher", time.perf_counter, 5, prepare)
    return replace(plain, **changes)


def result(*, ratio: float, better: harness.Better) -> Result:
    return Result("row", "units", Spread(1, ratio), Spread(1, 1), "nothing", ratio, 0.5, better)


def test_both_sides_take_turns_in_going_first_after_one_warm_round() -> None:
    calls: list[str] = []

    def called(sign: str) -> int:
        calls.append(sign)
        return 1

    harness.measure(row(Pair(ours=lambda: called("o"), reference=lambda: called("r"))))

    assert "".join(calls) == "or" + "or" + "ro" + "or" + "ro" + "or"


def test_higher_counts_units_per_second() -> None:
    clock = StoppedClock()
    pair = Pair(ours=clock.work(seconds=0.5, done=4), reference=clock.work(seconds=0.5))

    measured = harness.measure(row(pair, clock=clock))

    assert (measured.ours.median, measured.reference.median, measured.ratio) == (8, 2, 4)


def test_lower_counts_milliseconds_per_unit() -> None:
    clock = StoppedClock()
    pair = Pair(ours=clock.work(seconds=0.25), reference=clock.work(seconds=0.5, done=4))

    measured = harness.measure(row(pair, clock=clock, better="lower"))

    assert (measured.ours.median, measured.reference.median, measured.ratio) == (250, 125, 2)


def test_the_smallest_and_the_middle_figure_are_kept() -> None:
    clock = StoppedClock()
    seconds = iter([1, 1, 2, 4, 8, 16])

    def slower_each_time() -> int:
        return clock.work(seconds=next(seconds))()

    pair = Pair(ours=slower_each_time, reference=clock.work(seconds=1))
    measured = harness.measure(row(pair, clock=clock, better="lower"))

    assert measured.ours == Spread(min=1000, median=4000)


def test_a_round_that_did_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="measures nothing"):
        harness.measure(row(Pair(ours=lambda: 0, reference=lambda: 1)))


def test_fewer_than_five_rounds_are_refused() -> None:
    with pytest.raises(ValueError, match="tell little"):
        benchmark(name="hasty", unit="units", reference_name="nothing", target=1, rounds=4)


@pytest.mark.parametrize(
    ("better", "ratio", "reached"), [("higher", 0.6, True), ("higher", 0.4, False), ("lower", 0.6, False)]
)
def test_a_target_bounds_the_side_that_is_better(better: harness.Better, ratio: float, reached: bool) -> None:
    assert result(ratio=ratio, better=better).on_target is reached


def test_the_file_holds_the_named_fields(tmp_path: Path) -> None:
    report.write([result(ratio=0.6, better="higher")], tmp_path / "bench.json")

    assert json.loads((tmp_path / "bench.json").read_text()) == [
        {
            "name": "row",
            "unit": "units",
            "ours": {"min": 1, "median": 0.6},
            "reference": {"min": 1, "median": 1},
            "reference_name": "nothing",
            "ratio": 0.6,
            "target": 0.5,
            "better": "higher",
        }
    ]


def test_the_table_says_which_target_was_missed() -> None:
    lines = report.table([result(ratio=0.6, better="higher"), result(ratio=0.4, better="higher")]).splitlines()

    assert ["≥ 0.5 reached" in lines[1], "≥ 0.5 MISSED" in lines[2]] == [True, True]
