"""Takes out of the database's files what a release has deleted from its tables, as far as a database lets us."""

from django.db import OperationalError, connection

from courses.practice.models import SealedAnswer
from lms.locks import is_lock_timeout


def wipe() -> None:
    """Outside of any transaction; doing it twice does no harm, and where others are busy the next hour does it.

    PostgreSQL gives room of deleted rows back when it vacuums. SQLite writes over what it deletes (``secure_delete``),
    yet its write-ahead log keeps the pages of before until it is copied over and cut.
    """
    if connection.in_atomic_block:
        return
    postgres = f'VACUUM "{SealedAnswer._meta.db_table}"'
    try:
        with connection.cursor() as cursor:
            cursor.execute(postgres if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError as error:
        if not is_lock_timeout(error):
            raise
