"""What folding a history costs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from courses.progress.engine import Event, fold
from tests.benchmarks import Pair, benchmark

_EVENTS = 1000


@benchmark(
    name="engine fold of 1,000 events",
    unit="events per second",
    reference_name="a bare loop that keeps the last value of each subject in a dict",
    target=0.15,
)
def folding() -> Iterator[Pair]:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    events = [
        Event(n, f"lesson:{n % 60}", {"done": True}, n % 3, start + timedelta(minutes=n)) for n in range(1, _EVENTS + 1)
    ]

    def ours() -> int:
        fold(events)
        return len(events)

    def reference() -> int:
        last = {}
        for event in events:
            last[event.subject] = event.value
        return len(events)

    yield Pair(ours, reference)
