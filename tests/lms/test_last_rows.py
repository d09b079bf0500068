"""Rows that travel with the commit: as if they had been inserted when it was said."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pytest
from django.db import IntegrityError, connection, transaction

from lms.people.models import Institution
from lms.rows import Question, ask_together, atomic, insert_last, next_key

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def names() -> list[str]:
    return list(Institution.objects.order_by("pk").values_list("name", flat=True))


def test_rows_that_are_inserted_last_are_there_after_the_block_with_their_keys() -> None:
    first, second = Institution(name="Riverside"), Institution(name="Lakeside")

    with atomic():
        insert_last(first)
        insert_last(second)

    assert names() == ["Riverside", "Lakeside"]
    assert list(Institution.objects.order_by("pk")) == [first, second]


def test_a_row_may_know_its_key_beforehand() -> None:
    with atomic():
        [key] = ask_together(Question(f"SELECT {next_key(Institution)}", [], lambda rows: rows[0][0]))
        row = Institution(pk=key, name="Riverside")
        insert_last(row)

    assert row.pk == (key or row.pk) == Institution.objects.get().pk


def test_whatever_is_asked_meanwhile_finds_the_row() -> None:
    with atomic():
        insert_last(Institution(name="Riverside"))
        found = names()
        changed = Institution.objects.update(country="US")

    assert (found, changed) == (["Riverside"], 1)


def test_what_is_done_after_the_commit_finds_the_row_and_an_idle_connection() -> None:
    told: list[object] = []
    with atomic():
        row = Institution(name="Riverside")
        insert_last(row)
        transaction.on_commit(lambda: told.extend([connection.in_atomic_block, Institution.objects.get() == row]))

    assert (told, connection.get_autocommit()) == ([False, True], True)


def test_an_error_before_the_end_leaves_nothing() -> None:
    @atomic()
    def fail() -> None:
        insert_last(Institution(name="Riverside"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert names() == []


@pytest.mark.parametrize(
    "around",
    [nullcontext, transaction.atomic, atomic],
    ids=["by itself", "in a transaction", "in one of the same kind"],
)
def test_a_row_that_is_refused_is_the_usual_error_and_leaves_nothing(
    around: Callable[[], AbstractContextManager[None]],
) -> None:
    told: list[str] = []

    def fail() -> None:
        with around(), atomic():
            transaction.on_commit(lambda: told.append("done"))
            insert_last(Institution(name="Riverside"))
            insert_last(Institution(name="Riverside"))

    with pytest.raises(IntegrityError):
        fail()

    assert (names(), told, connection.get_autocommit()) == ([], [], True)


def test_inside_of_a_savepoint_only_its_own_rows_are_lost() -> None:
    with atomic():
        insert_last(Institution(name="Riverside"))
        with pytest.raises(IntegrityError), atomic():
            insert_last(Institution(name="Riverside"))
        insert_last(Institution(name="Lakeside"))

    assert names() == ["Riverside", "Lakeside"]


def test_the_transaction_around_decides() -> None:
    @transaction.atomic
    def fail() -> None:
        with atomic():
            insert_last(Institution(name="Riverside"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert names() == []


def test_a_block_whose_error_was_swallowed_commits_nothing() -> None:
    with atomic():
        insert_last(Institution(name="Riverside"))
        connection.needs_rollback = True

    assert names() == []


def test_without_such_a_block_a_row_is_inserted_at_once() -> None:
    with transaction.atomic():
        insert_last(Institution(name="Riverside"))

    assert names() == ["Riverside"]


@pytest.mark.postgres
def test_the_rows_and_the_commit_share_a_trip_and_are_prepared() -> None:
    for number in range(8):
        with atomic():
            insert_last(Institution(name=f"Riverside {number}"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements ORDER BY statement")
        kept = [statement.split()[0] for (statement,) in cursor.fetchall()]
    assert kept == ["COMMIT", "INSERT"]
