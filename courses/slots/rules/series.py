"""Slots that come again: which days a rule of iCalendar gives, and how a member of a series moves with another.

All of it in wall time: an hour's distance between two clocks that show it, whatever happens to clocks in between.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dateutil.rrule import rrulestr

# A year of Tuesdays, and a little more.
MOST_DATES = 60
_FIFTH = 5
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Every(StrEnum):
    """How often sessions come again."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


class Scope(StrEnum):
    """Which members of a series are meant."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


_FREQUENCIES = {Every.WEEK: "FREQ=WEEKLY", Every.TWO_WEEKS: "FREQ=WEEKLY;INTERVAL=2", Every.MONTH: "FREQ=MONTHLY"}


def rule_of(first: datetime, every: Every, *, count: int) -> str:
    """The RRULE of so many sessions from a first one on.

    A month later means the same weekday of the month: the second Tuesday, or the last one where it is the fifth, for
    not every month has five.
    """
    day = f";BYDAY={_nth(first)}{_DAYS[first.weekday()]}" if every is Every.MONTH else ""
    return f"{_FREQUENCIES[every]}{day};COUNT={count}"


def _nth(day: datetime) -> int:
    nth = (day.day - 1) // 7 + 1
    return -1 if nth == _FIFTH else nth


def count_until(first: datetime, every: Every, *, until: datetime) -> int:
    """How many sessions start until then, as far as we plan ahead."""
    dates = occurrences(rule_of(first, every, count=MOST_DATES + 1), first)
    return sum(date <= until for date in dates)


def occurrences(rule: str, first: datetime) -> list[datetime]:
    """The wall times that a rule gives."""
    return list(rrulestr(rule, dtstart=first))


def anchored(rule: str, first: datetime, *, count: int) -> str:
    """The same rule for so many sessions from another first one on."""
    every = Every.MONTH
    if "MONTHLY" not in rule:
        every = Every.TWO_WEEKS if "INTERVAL=2" in rule else Every.WEEK
    return rule_of(first, every, count=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The wall times of a slot that belong to its start."""

    starts: datetime
    opens: datetime
    closes: datetime
    until: datetime

    def moved(self, by: timedelta) -> "Clocks":
        return Clocks(**{name: wall + by for name, wall in asdict(self).items()})


def following(own: Clocks, old: Clocks, new: Clocks) -> Clocks:
    """How a member's clocks move when another member's went from ``old`` to ``new``.

    The start moves as far as the other's. The ends of sign-up and of giving back keep their distance to it, or take the
    other's where that is what changed. When sign-up opens is one day for all.
    """
    by = new.starts - old.starts
    starts = own.starts + by

    def distance(before: datetime, after: datetime, mine: datetime) -> datetime:
        return mine + by if after - new.starts == before - old.starts else starts + (after - new.starts)

    return Clocks(
        starts=starts,
        opens=own.opens if new.opens == old.opens else new.opens,
        closes=distance(old.closes, new.closes, own.closes),
        until=distance(old.until, new.until, own.until),
    )
