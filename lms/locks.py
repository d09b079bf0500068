"""How a database says that it couldn't give us a lock in time."""

from django.db import OperationalError

RETRY_AFTER_SECONDS = 2


def is_lock_timeout(error: OperationalError) -> bool:
    """PostgreSQL's lock_not_available and deadlock_detected, or SQLite's busy database; not a database that is gone."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in ("55P03", "40P01") or "database is locked" in str(error) or "table is locked" in str(error)
