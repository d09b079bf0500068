"""Rows that are only ever added: the database refuses everything else, after all migrations, on both databases."""

import pytest
from django.db import DatabaseError, connection, transaction

from courses.progress.models import LedgerEvent, LessonVersion, Syllabus
from tests import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TABLES = [LedgerEvent, LessonVersion, Syllabus]
REFUSAL = "rows are only ever added"


@pytest.fixture(autouse=True)
def _a_history(db: None) -> None:
    scenes.read_all_lessons(scenes.an_enrolment())
    # PostgreSQL empties no table that still has deferred checks before it.
    connection.check_constraints()


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("model", TABLES)
def test_no_row_is_changed(model: type[LedgerEvent]) -> None:
    table = model._meta.db_table

    with pytest.raises(DatabaseError, match=REFUSAL):
        run(f'UPDATE "{table}" SET id = id')  # noqa: S608 - the names are ours


@pytest.mark.parametrize("model", TABLES)
def test_no_row_is_removed(model: type[LedgerEvent]) -> None:
    with pytest.raises(DatabaseError, match=REFUSAL):
        run(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - the names are ours


def test_the_ledger_is_not_emptied_at_once() -> None:
    table = LedgerEvent._meta.db_table
    statement = f'TRUNCATE "{table}" CASCADE' if connection.vendor == "postgresql" else f'DELETE FROM "{table}"'  # noqa: S608

    with pytest.raises(DatabaseError, match=REFUSAL):
        run(statement)


def test_no_row_is_replaced() -> None:
    table = LedgerEvent._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in LedgerEvent._meta.concrete_fields)
    copied = f'INTO "{table}" ({columns}) SELECT {columns} FROM "{table}"'  # noqa: S608 - the names are ours
    if connection.vendor == "postgresql":
        statement = f"INSERT {copied} ON CONFLICT (id) DO UPDATE SET seq = 99"
    else:
        statement = f"INSERT OR REPLACE {copied}"

    with pytest.raises(DatabaseError, match=REFUSAL):
        run(statement)


def test_what_was_refused_left_the_history_as_it_was() -> None:
    before = list(LedgerEvent.objects.in_order().values())

    for statement in ("UPDATE progress_ledgerevent SET seq = 9", "DELETE FROM progress_ledgerevent"):
        with pytest.raises(DatabaseError, match=REFUSAL):
            run(statement)

    assert list(LedgerEvent.objects.in_order().values()) == before
