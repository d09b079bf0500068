"""Moments of the demo program, told from now: it is always the same distance from its own past and future."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from lms.actions import Clock

ZONE = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tells moments by days from now and the program's wall clock, so that daylight saving moves nothing."""

    now: datetime

    def day(self, days: int, at: time) -> datetime:
        """The moment that many days from today (before: negative) at a wall time of the program's zone."""
        date = self.now.astimezone(ZONE).date() + timedelta(days=days)
        return datetime.combine(date, at, ZONE)

    def weekday(self, weekday: int, at: time, *, weeks: int = 0) -> datetime:
        """The next such weekday (0 is Monday) that is at least two days away, or so many weeks after it."""
        today = self.now.astimezone(ZONE).date()
        ahead = (weekday - today.weekday()) % 7
        return self.day(ahead + 7 * (weeks + (ahead < 2)), at)


def at(moment: datetime) -> Clock:
    """A clock that stands still at a moment, for the actions that made the past."""
    return lambda: moment
