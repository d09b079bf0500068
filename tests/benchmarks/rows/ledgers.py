"""What recording costs on a long history, and what it costs to prove that all snapshots are right.

``BENCH_ENROLMENTS=100000 make bench`` takes the proof from 5,000 trainings of 50 events each to as many as named.
"""

import os
import time
from collections.abc import Iterator

from django.db import connection, transaction

from courses.progress import queries
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment
from tests import ledgers, scenes
from tests.benchmarks import Pair, benchmark

_ENROLMENTS = int(os.environ.get("BENCH_ENROLMENTS", "5000"))
_EVENTS = 50
_SHORT, _LONG = 10, 10_000
_RECORDED = 100
_READ_AT_ONCE = 500


def _record(enrolment_id: int) -> int:
    """A hundred facts about one person, and then none of them: the history is as long as before in the next round."""
    with transaction.atomic():
        row = Enrolment.objects.with_plan().select_related("person").get(pk=enrolment_id)
        assert row.person is not None
        for number in range(_RECORDED):
            claim = ledger.Claim(
                subject=f"lesson:{scenes.key(str(number % _SHORT))}",
                value={"done": True},
                rank=Rank.PERSON,
                occurred_at=scenes.NOW,
                source="bench",
                key=f"bench:{number}",
            )
            ledger.assert_all([(row.person.pk, claim)], by=row.person)
        transaction.set_rollback(True)
    return _RECORDED


@benchmark(
    name="recording an event in a history of 10,000",
    unit="milliseconds per event",
    reference_name="recording one in a history of 10",
    target=1.3,
    better="lower",
)
def recording() -> Iterator[Pair]:
    release = scenes.a_release(slug="recording")
    [long] = ledgers.many_histories(1, events=_LONG, release=release)
    [short] = ledgers.many_histories(1, events=_SHORT, release=release)
    yield Pair(lambda: _record(long), lambda: _record(short))


@benchmark(
    name="rebuild_progress --check",
    unit="events per CPU-second",
    reference_name="a bare loop that reads the same rows",
    target=0.2,
    clock=time.process_time,
    rounds=5,
)
def checking() -> Iterator[Pair]:
    ledgers.many_histories(_ENROLMENTS, events=_EVENTS, release=scenes.a_release(slug="checking"))

    def ours() -> int:
        assert not any(checked.faults for checked in queries.check_all())
        return _ENROLMENTS * _EVENTS

    def reference() -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM progress_ledgerevent ORDER BY enrolment_id, seq")
            count = 0
            while rows := cursor.fetchmany(_READ_AT_ONCE):
                count += len(rows)
        return count

    yield Pair(ours, reference)
