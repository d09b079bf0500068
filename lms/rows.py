"""Statements that are written out, for moments in which others wait: new rows, a row under lock, a question.

Each is one trip to the database, with nothing around it: no savepoint, no signal, no look-up before, no SQL built anew.
PostgreSQL keeps them prepared, by connection (see ``prepare_threshold`` in ``lms.settings.services``).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model

_Row = TypeVar("_Row", bound=Model)
_PLAIN = frozenset({int, str, bool, type(None)})


def ask(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement of ours answers with."""
    with _cursor(_database()) as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def locked(model: type[_Row], pk: int) -> _Row:
    """A row that this transaction holds from now on, as ``select_for_update(no_key=True)``. Raises ``DoesNotExist``."""
    database = _database()
    statement, names, converters = _reading(model, database.vendor)
    found = ask(statement, [pk])
    if not found:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    values = list(found[0])
    for place, convert, column in converters:
        values[place] = convert(values[place], column, database)
    return model.from_db(DEFAULT_DB_ALIAS, names, values)


def insert(row: Model) -> None:
    """Insert a new row and give it its key. Raises ``IntegrityError``."""
    _insert(row, "")


def insert_asking(row: Model, condition: str, values: Sequence[Any]) -> bool:
    """The same, and on the same way whether a condition of ours holds."""
    return bool(_insert(row, "", f", {condition}", values)[0][1])


def insert_once(row: Model) -> bool:
    """Insert a new row unless one of its unique keys is taken; says whether it was inserted.

    Of two who insert the same at once, the later one waits for the earlier one's commit, and then changes nothing.
    """
    return bool(_insert(row, "ON CONFLICT DO NOTHING"))


def lock_words() -> str:
    """How a statement asks for its rows' locks: SQLite has one for all, which the transaction took when it began."""
    return "FOR NO KEY UPDATE" if _database().features.has_select_for_no_key_update else ""


def _insert(row: Model, otherwise: str, also: str = "", values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What the statement answers: the row's key, and what else was asked."""
    statement, fields = _writing(type(row), otherwise)
    database = _database()
    made = ask(statement + also, [*(_value(field, row, database) for field in fields), *values])
    if made:
        row.pk, row._state.adding, row._state.db = made[0][0], False, DEFAULT_DB_ALIAS
    return made


def _value(field: "Field[Any, Any]", row: Model, database: Any) -> Any:
    """As the driver takes it: what both databases' drivers know is spared the way through the field."""
    value = field.pre_save(row, add=True)
    return value if type(value) in _PLAIN else field.get_db_prep_save(value, database)


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
    database = _database()
    converters = [
        (place, convert, column)
        for place, column in enumerate(columns)
        for convert in [*database.ops.get_db_converters(column), *column.get_db_converters(database)]
    ]
    return statement, [field.attname for field in fields], converters


def _columns(fields: "Sequence[Field[Any, Any]]") -> str:
    return ", ".join(_named(field.column) for field in fields)


def _named(name: str | None) -> str:
    return str(_database().ops.quote_name(str(name)))


def _database() -> Any:
    """Itself, and not Django's name for it, which looks it up anew for everything that it is asked."""
    return connections[DEFAULT_DB_ALIAS]


def _cursor(database: Any) -> Any:
    """Values travel beside the statement, not in it: only so can PostgreSQL prepare it."""
    if database.vendor != "postgresql":
        return database.cursor()
    database.ensure_connection()
    cursor: Any = psycopg.Cursor(database.connection)
    return database.make_debug_cursor(cursor) if database.queries_logged else database.make_cursor(cursor)
