"""A program that has stolen the whole database and tries to find out who said what.

It knows everybody who took part, the order in which they answered, and all that the tables hold, system columns and
the bytes of the file included. For each way of putting answers in order it guesses that the answer at a place is that
of the person who arrived at this place.
"""

from collections.abc import Iterator
from math import comb
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Model

SYSTEM = {"postgresql": "xmin::text::bigint, cmin::text::bigint, xmax::text::bigint, ctid::text", "sqlite": "rowid"}
_SAME = {"postgresql": 4, "sqlite": 1}


def dump(table: str) -> list[tuple[Any, ...]]:
    """All rows of a table, each with its system columns before it."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {SYSTEM[connection.vendor]}, "{table}".* FROM "{table}"')  # noqa: S608 - our own names
        return list(cursor.fetchall())


def by_round(rows: list[tuple[Any, ...]], model: type[Model]) -> dict[int, list[tuple[Any, ...]]]:
    """The same rows, in the same order, round by round."""
    columns = [column.name for column in _columns(model._meta.db_table)]
    place = _SAME[connection.vendor] + columns.index("round_id")
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[place], []).append(row)
    return found


def _columns(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        return list(connection.introspection.get_table_description(cursor, table))


def mentions(word: str) -> set[str]:
    """The tables in which a word stands."""
    found = set()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            if any(word in str(row) for row in cursor.fetchall()):
                found.add(table)
    return found


def bytes_of_the_file() -> bytes:
    """What stands in the file of SQLite and beside it, deleted or not."""
    name = str(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in (Path(name), Path(f"{name}-wal")) if path.exists())


def orders(rows: list[tuple[Any, ...]], file: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each way of putting the wishes of one round in order, by its name."""
    count = _SAME[connection.vendor]

    def wish(row: tuple[Any, ...]) -> str:
        return next(str(value) for value in row if str(value).startswith("w-"))

    def by(name: str, key: Any) -> tuple[str, list[str]]:
        return name, [wish(row) for row in sorted(rows, key=key)]

    yield "as they come", [wish(row) for row in rows]
    yield by("system columns", lambda row: [_place(value) for value in row[:count]])
    yield by("last change", lambda row: _place(row[0]))
    yield by("place in the table", lambda row: _place(row[count - 1]))
    yield by("key", lambda row: str(row[count]))
    if file:
        yield by("place in the file", lambda row: file.find(wish(row).encode()))


def _place(value: object) -> list[int]:
    """A number, or the page and line of a ctid."""
    return [int(part) for part in str(value).strip("()").split(",")]


def interval(tries: int, chance: float, inside: float = 0.999) -> range:
    """How many hits chance makes, but for one time in a thousand."""
    tail, odds = (1 - inside) / 2, [comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(tries + 1)]
    low = next(k for k in range(tries + 1) if sum(odds[: k + 1]) > tail)
    high = next(k for k in range(tries, -1, -1) if sum(odds[k:]) > tail)
    return range(low, high + 1)
