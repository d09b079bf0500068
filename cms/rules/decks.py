"""When a link to a deck still leads to it."""

from datetime import datetime, timedelta

MOST_DOWNLOADS = 3
LINK_LIVES = timedelta(days=7)


def leads_on(*, downloads: int, ends_at: datetime, at: datetime) -> bool:
    """Whether a link still gives its file."""
    return downloads < MOST_DOWNLOADS and at < ends_at
