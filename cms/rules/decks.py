"""When a link to a deck still leads to it, and when a file is a new version."""

from datetime import datetime, timedelta
from enum import StrEnum

MOST_DOWNLOADS = 3
LINK_LIVES = timedelta(days=7)


class Ended(StrEnum):
    """Why a link doesn't give its file any more."""

    WITHDRAWN = "withdrawn"
    USED_UP = "used_up"
    TOO_OLD = "too_old"


def why_ended(*, downloads: int, ends_at: datetime, offered: bool, at: datetime) -> Ended | None:
    """What keeps a link from giving its file; ``None`` as long as it does."""
    reasons = (
        (offered, Ended.WITHDRAWN),
        (downloads < MOST_DOWNLOADS, Ended.USED_UP),
        (at < ends_at, Ended.TOO_OLD),
    )
    return next((reason for holds, reason in reasons if not holds), None)


def next_number(newest: tuple[int, str] | None, sha256: str) -> int | None:
    """The number of the version that a published file begins; ``None`` where it is the newest version's own.

    ``newest`` is the number and the digest of the newest version, if there is one.
    """
    if newest is None:
        return 1
    number, known = newest
    return None if known == sha256 else number + 1
