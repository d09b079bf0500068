"""A copy of the database of a test with real transactions, and its return: what operators do by dump and restore."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

Restore = Callable[[], None]


@contextmanager
def a_copy(folder: Path) -> Iterator[Restore]:
    """Copy the database as it stands; what the block is given puts the copy in its place."""
    yield from (_of_server() if connection.vendor == "postgresql" else _of_file(folder))


def _of_file(folder: Path) -> Iterator[Restore]:
    database, copy = Path(connection.settings_dict["NAME"]), folder / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])

    def restore() -> None:
        connection.close()
        for rest in ("-wal", "-shm"):
            Path(f"{database}{rest}").unlink(missing_ok=True)
        shutil.copyfile(copy, database)

    yield restore


def _of_server() -> Iterator[Restore]:
    database = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    copy = connection.ops.quote_name(f"{connection.settings_dict['NAME']}_copy")
    _run(f"CREATE DATABASE {copy} TEMPLATE {database}")

    def restore() -> None:
        _run(f"DROP DATABASE {database}", f"CREATE DATABASE {database} TEMPLATE {copy}")

    try:
        yield restore
    finally:
        _run(f"DROP DATABASE {copy}")


def _run(*statements: str) -> None:
    """Nobody may be in a database that is copied."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
