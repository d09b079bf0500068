"""Seasons: spring is January to July, autumn August to December, by the program's own calendar."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST_OF_AUTUMN = 8
_KEY = re.compile(r"(\d{4})-(spring|autumn)")


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """Half a year of chats; in order, a year's spring comes before its autumn."""

    year: int
    autumn: bool

    @property
    def key(self) -> str:
        """As addresses and rows name it: 2026-autumn."""
        return f"{self.year}-{'autumn' if self.autumn else 'spring'}"

    @property
    def begins(self) -> date:
        return date(self.year, _FIRST_OF_AUTUMN if self.autumn else 1, 1)

    @property
    def next(self) -> "Season":
        return Season(self.year + self.autumn, not self.autumn)

    @property
    def before(self) -> "Season":
        return Season(self.year - (not self.autumn), not self.autumn)

    @property
    def ends(self) -> date:
        """Its last day."""
        return self.next.begins - timedelta(days=1)


def season_of(day: date) -> Season:
    """The season that a day lies in."""
    return Season(day.year, day.month >= _FIRST_OF_AUTUMN)


def season_from(key: str) -> Season | None:
    """The season that a key names; ``None`` for what is none."""
    found = _KEY.fullmatch(key)
    # Python's calendar, too, begins with the year 1; the year before it has no days.
    return Season(int(found[1]), found[2] == "autumn") if found and int(found[1]) > 1 else None


def seasons_between(first: Season, last: Season) -> list[Season]:
    """All from one to another, both of them too, also those in which nothing was held."""
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next)
    return found
