"""What taking a seat costs: many people at one session, and at many."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from courses.slots.models import Slot
from lms.people.models import User
from tests import scenes
from tests.benchmarks import Pair, benchmark
from tests.benchmarks.contenders import contenders, shares, sign_up

_PROCESSES = 4
_EACH = 40
_ROUNDS = 7


def _parts(kind: str) -> list[list[int]]:
    """People for each process."""
    made = User.objects.bulk_create(
        User(email=f"{kind}{number}@example.org", display_name=f"Somebody {number}")
        for number in range(_PROCESSES * _EACH)
    )
    people = [person.pk for person in made]
    return [people[number::_PROCESSES] for number in range(_PROCESSES)]


def _slots(count: int, *, seats: int) -> Iterator[Slot]:
    """Made before anything is measured."""
    starts = timezone.now() + timedelta(days=10)
    return iter([scenes.a_slot(seats=seats, starts_at=starts) for _ in range(count)])


def _known_by_size() -> None:
    """As autovacuum does within a minute: no site plans its statements for tables that were empty a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@benchmark(
    name="sign-ups to one hot session by 4 processes",
    unit="sign-ups per second",
    reference_name="4 processes with bare psycopg transactions that take the same locks and write the same rows",
    target=0.5,
    rounds=_ROUNDS,
)
def hot() -> Iterator[Pair]:
    parts = _parts("hot")
    fresh = _slots(2 * (_ROUNDS + 2), seats=_PROCESSES * _EACH)
    ready = {
        how: iter([shares(how, [next(fresh)] * _PROCESSES, parts) for _ in range(_ROUNDS + 2)])
        for how in ("ours", "bare")
    }
    with contenders(_PROCESSES) as crowd:
        for rounds in ready.values():
            sign_up(crowd, next(rounds))
        _known_by_size()
        yield Pair(lambda: sign_up(crowd, next(ready["ours"])), lambda: sign_up(crowd, next(ready["bare"])))


def _growing(count: int) -> Iterator[Pair]:
    parts = _parts(f"many{count}x")
    fresh = _slots((count + 1) * (_ROUNDS + 2), seats=_EACH)
    with contenders(count) as crowd:

        def by(number: int) -> int:
            slots = [next(fresh) for _ in range(number)]
            return sign_up(crowd[:number], shares("ours", slots, parts[:number]))

        by(count)
        _known_by_size()
        yield Pair(lambda: by(count), lambda: by(1))


@benchmark(
    name="sign-ups to many sessions by 2 processes",
    unit="sign-ups per second",
    reference_name="the same by one process",
    target=1.3,
    rounds=_ROUNDS,
)
def two_at_many() -> Iterator[Pair]:
    yield from _growing(2)


@benchmark(
    name="sign-ups to many sessions by 4 processes",
    unit="sign-ups per second",
    reference_name="the same by one process",
    target=1.3,
    rounds=_ROUNDS,
)
def four_at_many() -> Iterator[Pair]:
    yield from _growing(_PROCESSES)
