"""Statements that are written out, for moments in which others wait: new rows, a row under lock, a question.

Each is one trip to the database, with nothing around it: no savepoint, no signal, no look-up before, no SQL built anew.
PostgreSQL keeps them prepared, by connection (see ``prepare_threshold`` in ``lms.settings.services``).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.db import connection
from django.db.models import Field, Model

_Row = TypeVar("_Row", bound=Model)


def ask(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement of ours answers with."""
    with _cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def locked(model: type[_Row], pk: int) -> _Row:
    """A row that this transaction holds from now on, as ``select_for_update(no_key=True)``. Raises ``DoesNotExist``."""
    statement, names, converters = _reading(model, connection.vendor)
    found = ask(statement, [pk])
    if not found:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    values = list(found[0])
    for place, convert, column in converters:
        values[place] = convert(values[place], column, connection)
    return model.from_db(connection.alias, names, values)


def insert(row: Model) -> None:
    """Insert a new row and give it its key. Raises ``IntegrityError``."""
    _insert(row, "")


def insert_once(row: Model) -> bool:
    """Insert a new row unless one of its unique keys is taken; says whether it was inserted.

    Of two who insert the same at once, the later one waits for the earlier one's commit, and then changes nothing.
    """
    return _insert(row, "ON CONFLICT DO NOTHING")


def lock_words() -> str:
    """How a statement asks for its rows' locks: SQLite has one for all, which the transaction took when it began."""
    return "FOR NO KEY UPDATE" if connection.features.has_select_for_no_key_update else ""


def _insert(row: Model, otherwise: str) -> bool:
    statement, fields = _writing(type(row), otherwise)
    made = ask(statement, [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields])
    if made:
        row.pk, row._state.adding, row._state.db = made[0][0], False, connection.alias
    return bool(made)


@cache
def _writing(model: type[Model], otherwise: str) -> "tuple[str, list[Field[Any, Any]]]":
    """Both databases spell it alike; all names are those of our own columns."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    places = ", ".join(["%s"] * len(fields))
    table, key = _named(model._meta.db_table), _named(model._meta.pk.column)
    return (
        f"INSERT INTO {table} ({_columns(fields)}) VALUES ({places}) {otherwise} RETURNING {key}",  # noqa: S608
        fields,
    )


@cache
def _reading(model: type[Model], vendor: str) -> tuple[str, list[str], list[tuple[int, Any, Any]]]:
    """The statement, the names of what it reads, and what turns a database's values into Python's."""
    fields = model._meta.concrete_fields
    table, key = _named(model._meta.db_table), _named(model._meta.pk.column)
    statement = f"SELECT {_columns(fields)} FROM {table} WHERE {key} = %s {lock_words()}"  # noqa: S608
    columns: list[Any] = [field.get_col(model._meta.db_table) for field in fields]
    converters = [
        (place, convert, column)
        for place, column in enumerate(columns)
        for convert in [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    ]
    return statement, [field.attname for field in fields], converters


def _columns(fields: "Sequence[Field[Any, Any]]") -> str:
    return ", ".join(_named(field.column) for field in fields)


def _named(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


def _cursor() -> Any:
    """Values travel beside the statement, not in it: only so can PostgreSQL prepare it."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    cursor: Any = psycopg.Cursor(connection.connection)
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
