"""When a mail that could not be sent is tried again: pure decisions."""

from datetime import datetime, timedelta

LEASE = timedelta(minutes=5)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))


def next_attempt(attempts: int, *, permanent: bool, at: datetime) -> datetime | None:
    """The time of the next try after ``attempts`` tries, or nothing when it is time to tell staff."""
    if permanent or attempts > len(PAUSES):
        return None
    return at + PAUSES[attempts - 1]
