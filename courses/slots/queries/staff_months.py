"""A month of sessions, day by day in the reader's zone, for those who run them."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import get_format

from courses.slots.models import Slot


@dataclass(frozen=True, slots=True)
class StaffDay:
    """A day with its sessions, soonest first; days of the months around it fill the weeks."""

    date: date
    inside: bool
    today: bool
    slots: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StaffMonth:
    """Whole weeks, as people of the reader's language begin them."""

    first: date
    weeks: tuple[tuple[StaffDay, ...], ...]

    @property
    def days(self) -> tuple[StaffDay, ...]:
        """Of the first week, for the names of the weekdays."""
        return self.weeks[0]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def count(self) -> int:
        return sum(len(day.slots) for week in self.weeks for day in week if day.inside)


def staff_month(year: int, number: int) -> StaffMonth:
    """All sessions of a month with their counts. One query."""
    calendar = Calendar((int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7)
    weeks = calendar.monthdatescalendar(year, number)
    found: dict[date, list[Any]] = defaultdict(list)
    begins, ends = _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))
    rows = Slot.objects.with_counts().filter(starts_at__gte=begins, starts_at__lt=ends).select_related("host")
    for slot in rows.order_by("starts_at", "pk"):
        found[timezone.localdate(slot.starts_at)].append(slot)
    today = timezone.localdate()
    days = (
        tuple(StaffDay(day, day.month == number, day == today, tuple(found[day])) for day in week) for week in weeks
    )
    return StaffMonth(date(year, number, 1), tuple(days))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
