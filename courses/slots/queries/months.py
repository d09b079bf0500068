"""A month of sessions, day by day, in the reader's zone."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from courses.slots.models import SlotQuerySet
from courses.slots.queries.sessions import Session, seen
from courses.slots.queries.welcome import Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """A session on one of the days that it touches: whether it begins and ends there."""

    session: Session
    begins: bool
    ends: bool

    @property
    def elsewhere(self) -> bool:
        """Whether the session's own clock shows another time than the reader's."""
        start = self.session.slot.starts_at
        return timezone.localtime(start).utcoffset() != start.astimezone(self.session.slot.own_zone).utcoffset()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar; those of the months beside it stay empty."""

    day: date
    inside: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month, and the months beside it."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    before: date
    after: date

    @property
    def is_empty(self) -> bool:
        return not any(day.entries for week in self.weeks for day in week)


def month(first: date, slots: SlotQuerySet, *, reader: Reader, at: datetime, week_begins: int) -> Month:
    """The month that begins with a day, with those of the given sessions that touch it. The queries of ``seen``.

    ``week_begins`` is 0 for Sunday and 1 for Monday, as in Django's formats.
    """
    after = _next(first)
    within = slots.filter(starts_at__lt=_midnight(after), ends_at__gt=_midnight(first)).order_by("starts_at", "pk")
    by_day = _by_day(seen(within, reader, at))
    weeks = calendar.Calendar((week_begins - 1) % 7).monthdatescalendar(first.year, first.month)
    days = [
        tuple(
            Day(day, day.month == first.month, by_day.get(day, ()) if day.month == first.month else ()) for day in week
        )
        for week in weeks
    ]
    return Month(first, tuple(days), before=(first - timedelta(days=1)).replace(day=1), after=after)


def _by_day(sessions: Iterable[Session]) -> dict[date, tuple[Entry, ...]]:
    """Each session stands on every day that it touches; one that ends at midnight doesn't touch the next."""
    found: dict[date, tuple[Entry, ...]] = {}
    for one in sessions:
        first = timezone.localdate(one.slot.starts_at)
        last = timezone.localdate(one.slot.ends_at - timedelta(microseconds=1))
        for ahead in range((last - first).days + 1):
            day = first + timedelta(days=ahead)
            found[day] = (*found.get(day, ()), Entry(one, day == first, day == last))
    return found


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
