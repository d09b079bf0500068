"""When a mail that could not be sent is tried again, and which own words may stand in one: pure decisions."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

LEASE = timedelta(minutes=5)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))


def next_attempt(attempts: int, *, permanent: bool, at: datetime) -> datetime | None:
    """The time of the next try after ``attempts`` tries, or nothing when it is time to tell staff."""
    if permanent or attempts > len(PAUSES):
        return None
    return at + PAUSES[attempts - 1]


_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Places:
    """Places for names and times that somebody's own words lack, and those that nothing is known for."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def decide_places(words: str, *, original: str) -> Places:
    """Own words name exactly what the original names: ``{title}``, wherever they want it."""
    asked, found = places_in(original), places_in(words)
    return Places(
        missing=tuple(name for name in asked if name not in found),
        unknown=tuple(name for name in found if name not in asked),
    )


def places_in(words: str) -> list[str]:
    """The names in braces, each once, in their order."""
    return list(dict.fromkeys(_PLACE.findall(words)))


def filled(words: str, values: dict[str, str]) -> str:
    """Words with their places filled in; braces around anything else stay as they are."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), words)
