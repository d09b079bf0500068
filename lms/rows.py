"""Statements that are written out, for moments in which others wait: new rows, a row under lock, a question.

Each is one trip to the database, with nothing around it: no savepoint, no signal, no look-up before, no SQL built anew.
PostgreSQL keeps them prepared, by connection (see ``lms.trips``). Several may share a trip: questions that are asked
together, and rows that are inserted last, which travel with the commit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from time import monotonic
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Field, Model

from lms.trips import Rows, Values, travel

_Statement = tuple[str, Values]
_Last = tuple[Model | None, str, list[Any]]
_Answer = TypeVar("_Answer")
_Row = TypeVar("_Row", bound=Model)
_Converters = list[tuple[int, Any, Any]]
_PLAIN = frozenset({int, str, bool, type(None)})


@dataclass(frozen=True, slots=True)
class Question(Generic[_Answer]):
    """A statement, its values, and what the rows mean that it answers with."""

    statement: str
    values: Values
    read: Callable[[Rows], _Answer]


def ask(statement: str, values: Values) -> Rows:
    """The rows that a statement of ours answers with."""
    return _answers(_database(), [(statement, values)])[0]


def ask_together(*questions: Question[Any]) -> list[Any]:
    """The answers to several questions, which go to PostgreSQL in one trip.

    They are answered in turn: each sees what is so once those before it have their locks.
    """
    answers = _answers(_database(), [(question.statement, question.values) for question in questions])
    return [question.read(answer) for question, answer in zip(questions, answers, strict=True)]


def locking(model: type[_Row], pk: int) -> Question[_Row]:
    """Asks for a row that this transaction holds from then on, as ``select_for_update(no_key=True)``.

    To read the answer raises ``DoesNotExist``.
    """
    return reading(model, pk, lock_words())


def reading(model: type[_Row], pk: int, words: str = "") -> Question[_Row]:
    """Asks for a row by its key. To read the answer raises ``DoesNotExist``."""
    asked = having(model, f"{_named(model._meta.pk.column)} = %s {words}", [pk])

    def read(found: Rows) -> _Row:
        if not found:
            raise model.DoesNotExist  # type: ignore[attr-defined]
        return asked.read(found)[0]

    return Question(asked.statement, asked.values, read)


def having(
    model: type[_Row], where: str, values: Sequence[Any], *, without: tuple[str, ...] = ()
) -> Question[list[_Row]]:
    """Asks for rows as a queryset brings them, by a condition that is written out, with their order if need be.

    ``without``: columns that are read only where somebody asks for them.
    """
    database = _database()
    statement, names, converters = _reading(model, database.vendor, without)

    def read(found: Rows) -> list[_Row]:
        return [model.from_db(DEFAULT_DB_ALIAS, names, _converted(row, converters, database)) for row in found]

    return Question(f"{statement} WHERE {where}", values, read)


@contextmanager
def atomic() -> Iterator[None]:
    """``transaction.atomic`` whose last rows travel with its commit: see ``insert_last``."""
    database = _database()
    with transaction.atomic():
        last = _LastRows(database)
        with database.execute_wrapper(last):
            yield
        # Inside of somebody else's transaction there is only a savepoint, and the commit is theirs.
        last.send(commit=database.commit_on_exit and not database.savepoint_ids)


def insert(row: Model) -> None:
    """Insert a new row, with its key or else given one. Raises ``IntegrityError``."""
    _insert(row, "")


def insert_last(row: Model, **chosen: Question[Any]) -> None:
    """The same at the end of the ``atomic`` block around, in one trip with its commit; that raises ``IntegrityError``.

    ``chosen``: what columns, by their attributes, are to hold is asked when the row is inserted. Whatever else is asked
    of the database before that comes after it all the same. SQLite inserts at once.
    """
    filled = _filled(row, _database(), chosen=chosen)
    for name in chosen:
        # Read where somebody asks for it.
        vars(row).pop(name, None)
    _send_last(row, *filled)


def lock_last(model: type[Model], pk: int) -> None:
    """Ask for the lock of a row where others are inserted last, before what is inserted after it."""
    table, key = _named(model._meta.db_table), _named(model._meta.pk.column)
    _send_last(None, f"SELECT 1 FROM {table} WHERE {key} = %s {lock_words()}", [pk])  # noqa: S608


def waits_for_locks() -> bool:
    """Whether others may hold a row while we read it: SQLite lets one transaction begin after the other."""
    return bool(_database().features.has_select_for_no_key_update)


def next_key(model: type[Model]) -> str:
    """How a question asks for the key of a row to come. SQLite answers with nothing: it gives the key with the row."""
    if _database().vendor != "postgresql":
        return "NULL"
    return f"nextval(pg_get_serial_sequence('{model._meta.db_table}', '{model._meta.pk.column}'))"


def insert_once(row: Model) -> bool:
    """Insert a new row unless one of its unique keys is taken; says whether it was inserted.

    Of two who insert the same at once, the later one waits for the earlier one's commit, and then changes nothing.
    """
    return _insert(row, "ON CONFLICT DO NOTHING")


def lock_words() -> str:
    """How a statement asks for its rows' locks: SQLite has one for all, which the transaction took when it began."""
    return "FOR NO KEY UPDATE" if _database().features.has_select_for_no_key_update else ""


class _LastRows:
    """Rows that nobody has asked for yet; stands before what else is asked of the connection, and sends them first."""

    def __init__(self, database: Any) -> None:
        self.statements: list[_Last] = []
        self._database = database

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.send(commit=False)
        return execute(*statement)

    def send(self, *, commit: bool) -> None:
        last, self.statements = self.statements, []
        if not last or self._database.needs_rollback:
            return
        statements: list[_Statement] = [(statement, values) for _row, statement, values in last]
        # Django's own commit then finds that nothing is left to do.
        answers = _answers(self._database, [*statements, ("COMMIT", [])] if commit else statements)
        for (row, *_written), answer in zip(last, answers, strict=False):
            if row is not None:
                _keyed(row, answer)


def _send_last(row: Model | None, statement: str, values: list[Any]) -> None:
    database = _database()
    waiting = [each for each in database.execute_wrappers if isinstance(each, _LastRows)]
    if waiting and database.vendor == "postgresql":
        waiting[-1].statements.append((row, statement, values))
    else:
        answer = ask(statement, values)
        if row is not None:
            _keyed(row, answer)


def _answers(database: Any, statements: Sequence[_Statement]) -> list[Rows]:
    """One trip to PostgreSQL; SQLite, which is no journey, is asked one by one."""
    if database.vendor != "postgresql":
        return [_asked(database, *statement) for statement in statements]
    database.ensure_connection()
    for statement in statements:
        _announce(database, *statement)
    database.validate_no_broken_transaction()
    with _noted(database, statements), database.wrap_database_errors:
        return travel(database.connection, statements)


def _asked(database: Any, statement: str, values: Values) -> Rows:
    with database.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _announce(database: Any, statement: str, values: Values) -> None:
    """To whoever stands before the statements of this connection: rows that wait to be inserted, a test that counts."""

    def last(*_statement: Any) -> None:
        """It is sent with the others."""

    run: Callable[..., Any] = last
    for wrapper in reversed(database.execute_wrappers):
        run = partial(wrapper, run)
    run(statement, values, False, {"connection": database})


@contextmanager
def _noted(database: Any, statements: Sequence[_Statement]) -> Iterator[None]:
    """As Django notes its own, where somebody wants to know what is asked."""
    started = monotonic()
    try:
        yield
    finally:
        if database.queries_logged:
            took = f"{monotonic() - started:.3f}"
            database.queries_log.extend({"sql": statement, "time": took} for statement, _values in statements)


def _insert(row: Model, otherwise: str) -> bool:
    """Whether it was inserted."""
    database = _database()
    return _keyed(row, ask(*_filled(row, database, otherwise)))


def _filled(
    row: Model, database: Any, otherwise: str = "", *, chosen: Mapping[str, Question[Any]] = MappingProxyType({})
) -> tuple[str, list[Any]]:
    """A row's statement and its values."""
    asked = tuple((name, question.statement) for name, question in chosen.items())
    statement, fields = _writing(type(row), otherwise, row.pk is not None, asked)
    values: list[Any] = []
    for field in fields:
        values += chosen[field.attname].values if field.attname in chosen else [_value(field, row, database)]
    return statement, values


def _keyed(row: Model, made: Rows) -> bool:
    if made:
        row.pk, row._state.adding, row._state.db = made[0][0], False, DEFAULT_DB_ALIAS
    return bool(made)


def _value(field: "Field[Any, Any]", row: Model, database: Any) -> Any:
    """As the driver takes it: what both databases' drivers know is spared the way through the field."""
    value = field.pre_save(row, add=True)
    return value if type(value) in _PLAIN else field.get_db_prep_save(value, database)


@cache
def _writing(
    model: type[Model], otherwise: str, with_key: bool, chosen: tuple[tuple[str, str], ...] = ()
) -> "tuple[str, list[Field[Any, Any]]]":
    """Both databases spell it alike; all names are those of our own columns."""
    fields = [field for field in model._meta.concrete_fields if with_key or not field.primary_key]
    asked = dict(chosen)
    places = ", ".join(f"({asked[field.attname]})" if field.attname in asked else "%s" for field in fields)
    table, key = _named(model._meta.db_table), _named(model._meta.pk.column)
    return (
        f"INSERT INTO {table} ({_columns(fields)}) VALUES ({places}) {otherwise} RETURNING {key}",  # noqa: S608
        fields,
    )


def _converted(row: tuple[Any, ...], converters: _Converters, database: Any) -> list[Any]:
    values = list(row)
    for place, convert, column in converters:
        values[place] = convert(values[place], column, database)
    return values


@cache
def _reading(model: type[Model], vendor: str, without: tuple[str, ...]) -> tuple[str, list[str], _Converters]:
    """The statement, the names of what it reads, and what turns a database's values into Python's."""
    fields = [field for field in model._meta.concrete_fields if field.attname not in without]
    statement = f"SELECT {_columns(fields)} FROM {_named(model._meta.db_table)}"  # noqa: S608
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
