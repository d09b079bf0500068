"""Trips to the database: whatever goes wrong on one, the next one starts afresh."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from lms.people.models import Institution
from lms.rows import Question, ask, ask_together, insert

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

# As often as it takes until PostgreSQL keeps a statement.
OFTEN = range(8)


def question(statement: str, *values: object) -> Question[Any]:
    return Question(statement, values, lambda rows: rows)


def test_a_name_stands_for_the_same_value_wherever_it_is() -> None:
    assert ask("SELECT %(a)s, %(b)s, %(a)s", {"b": 2, "a": 1}) == [(1, 2, 1)]


def test_each_statement_of_a_trip_counts_as_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        ask_together(question("SELECT 1"), question("SELECT 2"))


def test_who_stands_before_statements_sees_those_of_a_trip_and_may_forbid_them() -> None:
    seen: list[str] = []

    def forbid(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        seen.append(statement)
        if "DELETE" in statement:
            raise ZeroDivisionError
        return execute(statement, *rest)

    insert(Institution(name="Riverside"))
    with pytest.raises(ZeroDivisionError), connection.execute_wrapper(forbid):
        ask_together(question("SELECT 1"), question("DELETE FROM people_institution"))

    assert (seen, Institution.objects.count()) == (["SELECT 1", "DELETE FROM people_institution"], 1)


def test_a_row_that_is_refused_again_and_again_is_the_same_error_each_time() -> None:
    insert(Institution(name="Riverside"))

    for _time in OFTEN:
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(Institution(name="Riverside"))

    insert(Institution(name="Lakeside"))
    assert Institution.objects.count() == 2


def test_what_makes_no_sense_is_the_same_error_each_time() -> None:
    for _time in OFTEN:
        with pytest.raises(DatabaseError, match="nowhere"), transaction.atomic():
            ask("SELECT 1 FROM nowhere", [])


def test_in_a_transaction_that_is_broken_nothing_more_is_asked() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            ask("SELECT 1", [])


@pytest.mark.postgres
def test_what_is_kept_outlives_a_transaction_that_is_rolled_back() -> None:
    for _time in OFTEN:
        with transaction.atomic():
            ask("SELECT 'kept'", [])
            transaction.set_rollback(True)

    assert ask("SELECT statement FROM pg_prepared_statements", []) == [("SELECT 'kept'",)]


@pytest.mark.postgres
def test_a_server_that_goes_away_on_the_way_is_the_usual_error_and_the_next_trip_finds_it_again() -> None:
    with pytest.raises(OperationalError):
        ask_together(question("SELECT 1"), question("SELECT pg_terminate_backend(pg_backend_pid())"))
    connection.close_if_unusable_or_obsolete()

    assert ask("SELECT 1", []) == [(1,)]


@pytest.mark.postgres
def test_who_is_interrupted_on_the_way_takes_no_answer_for_that_of_another_question() -> None:
    with pytest.raises(ZeroDivisionError), interrupted():
        ask_together(question("SELECT pg_sleep(60)"), question("SELECT 2"))
    is_closed = connection.connection.closed
    connection.close_if_unusable_or_obsolete()

    assert (is_closed, ask("SELECT 3", [])) == (True, [(3,)])


@contextmanager
def interrupted() -> Iterator[None]:
    """Something else comes up while we wait, as a worker's time limit."""

    def interrupt(*_told: object) -> None:
        raise ZeroDivisionError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
