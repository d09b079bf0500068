"""How a database says that it gives no lock in time, or that what we add is there already; and a lock by name."""

import hashlib

from django.db import IntegrityError, OperationalError, connection

RETRY_AFTER_SECONDS = 2


def is_lock_timeout(error: OperationalError) -> bool:
    """PostgreSQL's lock_not_available and deadlock_detected, or SQLite's busy database; not a database that is gone."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in ("55P03", "40P01") or "database is locked" in str(error) or "table is locked" in str(error)


def is_twice(error: IntegrityError) -> bool:
    """PostgreSQL's unique_violation, or SQLite's words for it: somebody else added the same a moment before."""
    return getattr(error.__cause__, "sqlstate", None) == "23505" or "UNIQUE constraint failed" in str(error)


def hold(name: str) -> None:
    """Until the transaction ends, nobody else goes on who holds the same name: for what has no row yet to be locked.

    SQLite's transactions begin immediate: the second one waits for the first anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number_of(name)])


def number_of(name: str) -> int:
    """What PostgreSQL knows a name by."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
