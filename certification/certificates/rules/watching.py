"""What whoever runs the site has to be told before others notice it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Signed anew each twelve hours and good for thirty-six: somebody has six hours to mend it.
LIST_LATE_AFTER = timedelta(hours=30)
MADE_WITHIN = timedelta(minutes=15)


class Trouble(StrEnum):
    """What keeps certificates from being made, or believed."""

    NO_KEYS = "no_keys"
    LISTS_LATE = "lists_late"
    CERTIFICATES_WAIT = "certificates_wait"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """``listed_at``: when each list was last signed, or since when it has been wanted in vain.

    ``waits_since``: when the oldest certificate was issued that has no files yet.
    """

    has_keys: bool
    in_step: bool
    listed_at: tuple[datetime, ...] = ()
    waits_since: datetime | None = None


def troubles(watched: Watched, *, at: datetime) -> tuple[Trouble, ...]:
    """All of them; empty where all is well."""
    conditions = (
        (watched.in_step, Trouble.JOURNAL),
        (watched.has_keys, Trouble.NO_KEYS),
        (all(at < moment + LIST_LATE_AFTER for moment in watched.listed_at), Trouble.LISTS_LATE),
        (watched.waits_since is None or at < watched.waits_since + MADE_WITHIN, Trouble.CERTIFICATES_WAIT),
    )
    return tuple(trouble for holds, trouble in conditions if not holds)
