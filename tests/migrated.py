"""One migrated database for all: whichever process comes first makes it, and each begins from a copy.

A test whose transactions were real leaves rows behind: after it the database is made that copy again.

Its name tells what it was made from: all code of ours but the tests', the settings, and what is installed. Under
another name it is not found, so a database made yesterday is as good as a new one.
"""

import fcntl
import gc
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sysconfig import get_path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, utils
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql import creation as postgresql_creation
from django.db.backends.sqlite3 import creation as sqlite3_creation
from django.test import TransactionTestCase

from lms.settings.local import environment

PROJECT = Path(__file__).resolve().parents[1]
OURS = ("lms", "courses", "certification", "cms")
FOLDER = Path(settings.VAR_DIR) / "test"
PREFIX = "migrated_"


def name_of(project: Path) -> str:
    """What a database is called that this code makes, with these settings and what is installed here."""
    known = hashlib.sha256(environment.model_dump_json().encode())
    # A folder's name tells package and version; to read it inside of two hundred of them takes a second.
    for installed in sorted(folder.name for folder in Path(get_path("purelib")).glob("*.dist-info")):
        known.update(installed.encode() + b"\n")
    for path in sorted(path for folder in OURS for path in (project / folder).rglob("*.py")):
        known.update(str(path.relative_to(project)).encode() + b"\n" + path.read_bytes())
    return f"{PREFIX}{known.hexdigest()[:16]}"


# Read as early as the code itself is, which somebody may change while the tests are collected.
NAME = name_of(PROJECT)


class CopiedFile(sqlite3_creation.DatabaseCreation):
    """Begins with a copy of the migrated file, where Django begins with an empty one."""

    def create_test_db(self, *args: Any, **options: Any) -> str:
        copy = str(self.connection.settings_dict["TEST"]["NAME"])
        # What a killed process of the same number left behind would be read into the new file.
        for journal in ("-wal", "-shm"):
            Path(copy + journal).unlink(missing_ok=True)
        with _alone():
            template = FOLDER / f"{NAME}.sqlite3"
            if not template.exists():
                self._make(template)
            shutil.copyfile(template, copy)
        name = super().create_test_db(*args, **options | {"keepdb": True, "serialize": False})
        # The file that it was copied from may be gone by the time that a test ends, when its code has changed.
        self._beginning = self.kept()
        return name

    def kept(self) -> sqlite3.Connection:
        """A copy of all that is in the database, in memory."""
        copy = sqlite3.connect(":memory:")
        self.connection.ensure_connection()
        self.connection.connection.backup(copy)
        return copy

    def begin_again(self) -> None:
        self.begin_from(self._beginning)

    def begin_from(self, copy: sqlite3.Connection) -> None:
        """Page by page, under whoever else has the file open."""
        self.connection.ensure_connection()
        copy.backup(self.connection.connection)

    def destroy_test_db(self, *args: Any, **options: Any) -> None:
        self._beginning.close()
        super().destroy_test_db(*args, **options)

    def _make(self, template: Path) -> None:
        for old in FOLDER.glob(f"{PREFIX}*"):
            old.unlink()
        draft = template.with_suffix(".draft")
        _migrate(self.connection, str(draft))
        draft.rename(template)


class CopiedDatabase(postgresql_creation.DatabaseCreation):
    """Begins with a copy of the migrated database, where Django begins with an empty one."""

    def create_test_db(self, *args: Any, **options: Any) -> str:
        with _alone():
            self._have_it_made()
            self.connection.settings_dict["TEST"]["TEMPLATE"] = NAME
            return super().create_test_db(*args, **options | {"serialize": False})

    def begin_again(self) -> None:
        """Whoever is still connected is sent away: a thread or a process that the test has forgotten."""
        self.connection.close()
        name = self.connection.ops.quote_name(self.connection.settings_dict["NAME"])
        with _alone(), self.connection._nodb_cursor() as cursor:
            self._have_it_made()
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name} {self.sql_table_creation_suffix()} STRATEGY file_copy")

    def _have_it_made(self) -> None:
        if NAME not in self._made():
            self._make(NAME)

    def _made(self) -> list[str]:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
            return [name for (name,) in cursor.fetchall()]

    def _make(self, template: str) -> None:
        quoted = self.connection.ops.quote_name
        for old in self._made():
            # Where other people's tests run on the same server, theirs may be in use.
            with suppress(utils.OperationalError), self.connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {quoted(old)}")
        draft = f"{template}_draft"
        _migrate(self.connection, draft)
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {quoted(draft)} RENAME TO {quoted(template)}")


COPIED: dict[str, type[CopiedFile | CopiedDatabase]] = {"sqlite": CopiedFile, "postgresql": CopiedDatabase}


def begin_from_copies() -> None:
    """Let the test databases of this process be copies; Django still brings them up to date and removes them."""
    creations = [COPIED[connection.vendor](connection) for connection in connections.all()]
    for creation in creations:
        creation.connection.creation = creation

    def begin_again(_case: TransactionTestCase) -> None:
        for creation in creations:
            creation.begin_again()

    # Django deletes from every table, makes all rights anew, and leaves out what migrations have written.
    pytest.MonkeyPatch().setattr(TransactionTestCase, "_fixture_teardown", begin_again)


def _migrate(connection: BaseDatabaseWrapper, draft: str) -> None:
    """Make a database as Django makes it, and leave nobody in it; it gets its name only when it is whole."""
    wanted = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = draft
    often = gc.get_threshold()
    # Every step makes the classes of all models anew; to look seldom for those let go saves a quarter of the time.
    gc.set_threshold(50_000, 20, 20)
    connection.creation_class(connection).create_test_db(verbosity=0, autoclobber=True, serialize=None)
    gc.set_threshold(*often)
    connection.close()
    connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"] = wanted


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: the others wait until the database is there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
