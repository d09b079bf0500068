"""When people are reminded of what they have signed up for."""

from datetime import datetime, timedelta


def is_news(*, starts: datetime, before: timedelta, told: datetime) -> bool:
    """Whether a reminder says something new: who was told of the time after the reminder's own time has just read it.

    ``told``: when they were last written to about their seat or its time.
    """
    return told <= starts - before
