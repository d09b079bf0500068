"""A month of sessions, day by day, in the reader's zone: for those who look for one, and for those who run them."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

from django.utils import timezone
from django.utils.formats import get_format

from courses.slots.models import Slot, SlotQuerySet
from courses.slots.queries.sessions import Session, seen
from courses.slots.queries.welcome import Reader

_Entry = TypeVar("_Entry")


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
class Day(Generic[_Entry]):
    """A day with what is told of its sessions, soonest first; days of the months around it fill the weeks."""

    date: date
    inside: bool
    today: bool
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Month(Generic[_Entry]):
    """Whole weeks, as people of the reader's language begin them."""

    first: date
    weeks: tuple[tuple[Day[_Entry], ...], ...]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return _next(self.first)

    @property
    def count(self) -> int:
        return sum(len(day.entries) for week in self.weeks for day in week if day.inside)


def month(first: date, slots: SlotQuerySet, *, reader: Reader, at: datetime) -> Month[Entry]:
    """The month that begins with a day, with those of the given sessions that touch it. The queries of ``seen``."""
    begins, ends = _midnight(first), _midnight(_next(first))
    within = slots.filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "pk")
    touched = _touched(seen(within, reader, at))
    return _month(first, {day: entries for day, entries in touched.items() if day.month == first.month}, at=at)


def staff_month(first: date, *, at: datetime) -> Month[Any]:
    """All sessions that begin in the weeks of a month, with their counts. One query."""
    weeks = _weeks(first)
    begins, ends = _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))
    rows = Slot.objects.with_counts().filter(starts_at__gte=begins, starts_at__lt=ends).select_related("host")
    found: dict[date, list[Any]] = defaultdict(list)
    for slot in rows.order_by("starts_at", "pk"):
        found[timezone.localdate(slot.starts_at)].append(slot)
    return _month(first, found, at=at)


def _month(first: date, found: Mapping[date, Iterable[_Entry]], *, at: datetime) -> Month[_Entry]:
    today = timezone.localdate(at)
    days = (
        tuple(Day(day, day.month == first.month, day == today, tuple(found.get(day, ()))) for day in week)
        for week in _weeks(first)
    )
    return Month(first, tuple(days))


def _weeks(first: date) -> list[list[date]]:
    # Django counts the days of a week from Sunday, Python from Monday.
    begins = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
    return Calendar(begins).monthdatescalendar(first.year, first.month)


def _touched(sessions: Iterable[Session]) -> dict[date, list[Entry]]:
    """Each session stands on every day that it touches; one that ends at midnight doesn't touch the next."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for one in sessions:
        first = timezone.localdate(one.slot.starts_at)
        last = timezone.localdate(one.slot.ends_at - timedelta(microseconds=1))
        for ahead in range((last - first).days + 1):
            day = first + timedelta(days=ahead)
            found[day].append(Entry(one, day == first, day == last))
    return found


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
