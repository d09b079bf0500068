"""The proof that snapshots and ledgers agree takes no more memory for many trainings than for few."""

import tracemalloc

import pytest

from courses.progress import queries
from courses.progress.models import Enrolment
from tests import ledgers, scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# What reading in chunks may differ by; three times as many trainings would take three times as much.
SLACK = 1.3


def peak_of_checking() -> int:
    tracemalloc.start()
    assert not any(checked.faults for checked in queries.check_all())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_trainings() -> None:
    release = scenes.a_release()
    ledgers.many_histories(1_100, events=2, release=release)
    few = peak_of_checking()

    ledgers.many_histories(2_200, events=2, release=release)

    assert peak_of_checking() <= SLACK * few


def test_a_history_written_in_bulk_is_what_the_ledger_would_have_written() -> None:
    [made] = ledgers.many_histories(1, events=120, release=scenes.a_release())
    training = Enrolment.objects.get(pk=made)

    assert (queries.faults(training), training.last_seq) == ([], 120)
