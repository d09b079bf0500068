"""One trip to PostgreSQL: statements with their values, which are sent at once and answered in turn.

This is libpq's pipeline, as psycopg hands it on. psycopg's own sends each statement by itself, so that the server is
woken for each of them, and costs us more time than the statement costs PostgreSQL.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from psycopg import Connection, errors
from psycopg.abc import Buffer, PQGen
from psycopg.abc import Transformer as Adapter
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

Rows = list[tuple[Any, ...]]
Values = Sequence[Any] | Mapping[str, Any]

# What a connection has asked so often is prepared, and kept by the server for as long as the connection stands.
_OFTEN, _MOST = 5, 100
_PLACE = re.compile(r"%(?:\((\w+)\))?s")
_FINE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class _Message(NamedTuple):
    """A statement as it is sent. About numbers of another size, which are another type, it is another one."""

    words: bytes
    types: tuple[int, ...] = ()
    values: Sequence[Buffer | None] | None = None
    formats: Sequence[Any] | None = None


_BEGIN = _Message(b"BEGIN")


class _Kept:
    """What the server keeps prepared for one connection, and under which names."""

    def __init__(self) -> None:
        self._names: dict[Any, bytes] = {}
        self._asked = Counter[Any]()
        self._numbers = count()

    def name(self, message: _Message) -> bytes:
        return self._names.get(message[:2], b"")

    def new_name(self, message: _Message) -> bytes:
        """For what is asked often and not kept yet; otherwise empty."""
        if len(self._names) >= _MOST or message is _BEGIN:
            return b""
        self._asked[message[:2]] += 1
        return b"lms_%d" % next(self._numbers) if self._asked[message[:2]] > _OFTEN else b""

    def keep(self, message: _Message, name: bytes) -> None:
        self._names[message[:2]] = name


_KEPT: "WeakKeyDictionary[Connection[Any], _Kept]" = WeakKeyDictionary()


def travel(connection: "Connection[Any]", statements: Sequence[tuple[str, Values]]) -> list[Rows]:
    """What PostgreSQL answers to each. Where a transaction has to be begun, it is on the same trip.

    Raises psycopg's error of the first that goes wrong; what comes after it isn't done.
    """
    adapter = Transformer(connection)
    messages = [_message(adapter, statement, values) for statement, values in statements]
    begins = not connection.autocommit and connection.pgconn.transaction_status == TransactionStatus.IDLE
    with connection.lock:
        answers = _answers(connection, [_BEGIN, *messages] if begins else messages)
    return [_rows(adapter, answer) for answer in answers[begins:]]


def _message(adapter: Adapter, statement: str, values: Values) -> _Message:
    words, names = _numbered(statement)
    given = [values[name] for name in names] if isinstance(values, Mapping) else values
    if not given:
        return _Message(words)
    dumped = adapter.dump_sequence(given, [PyFormat.AUTO] * len(given))
    return _Message(words, adapter.types or (), dumped, adapter.formats)


@cache
def _numbered(statement: str) -> tuple[bytes, list[str]]:
    """With PostgreSQL's numbers for its places, and the names that these had, if any."""
    names: dict[str, int] = {}
    numbers = count(1)

    def number(place: re.Match[str]) -> str:
        return f"${names.setdefault(place[1], len(names) + 1) if place[1] else next(numbers)}"

    return _PLACE.sub(number, statement).encode(), list(names)


def _answers(connection: "Connection[Any]", messages: Sequence[_Message]) -> list[PGresult]:
    """One result for each; closes the connection where nobody can say any more what is still on its way."""
    kept = _KEPT.setdefault(connection, _Kept())
    pgconn = connection.pgconn
    pgconn.enter_pipeline_mode()
    try:
        new_names = [_sent(pgconn, message, kept) for message in messages]
        pgconn.pipeline_sync()
        results = iter(connection.wait(_received(pgconn, len(messages) + sum(map(bool, new_names)))))
    except BaseException:
        connection.close()
        raise
    pgconn.exit_pipeline_mode()
    answers = []
    for message, name in zip(messages, new_names, strict=True):
        if name:
            _checked(next(results), connection)
            kept.keep(message, name)
        answers.append(_checked(next(results), connection))
    return answers


def _sent(pgconn: PGconn, message: _Message, kept: _Kept) -> bytes:
    """Says under which name the server keeps it from now on, if that is new."""
    words, types, values, formats = message
    if name := kept.name(message):
        pgconn.send_query_prepared(name, values, formats)
        return b""
    if new_name := kept.new_name(message):
        pgconn.send_prepare(new_name, words, types)
        pgconn.send_query_prepared(new_name, values, formats)
    else:
        pgconn.send_query_params(words, values, types, formats)
    return new_name


def _received(pgconn: PGconn, number: int) -> PQGen[list[PGresult]]:
    yield from send(pgconn)
    results = []
    for _command in range(number):
        results += yield from fetch_many(pgconn)
    # The end of the trip.
    yield from fetch_many(pgconn)
    return results


def _checked(result: PGresult, connection: "Connection[Any]") -> PGresult:
    if result.status not in _FINE:
        raise errors.error_from_result(result, encoding=connection.info.encoding)
    return result


def _rows(adapter: Adapter, result: PGresult) -> Rows:
    if result.status != ExecStatus.TUPLES_OK:
        return []
    adapter.set_pgresult(result)
    return adapter.load_rows(0, result.ntuples, tuple)
