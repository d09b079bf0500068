"""Wall clocks to instants: in the zone that the importer chose, in the order of days that the file keeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from courses.slots.reports.base import Line, ReadLine
from courses.slots.reports.clocks import Order, Written
from courses.slots.rules.matching import RowReason
from courses.slots.rules.stays import Stay, within

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """When a slot takes place, and the zone in which a report's clocks hang."""

    starts: datetime
    ends: datetime
    zone: ZoneInfo

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The local dates from the day before the slot to the day after."""
        first, last = (at.astimezone(self.zone).date() for at in (self.starts, self.ends))
        return tuple(first + timedelta(days=n) for n in range(-1, (last - first).days + 2))

    def is_near(self, day: date) -> bool:
        return self.days[0] <= day <= self.days[-1]


def stay_of(line: Line, window: Window, order: Order | None) -> ReadLine:
    """A line with its stay. An hour that comes twice gives nobody more than the shortest stay that it may mean."""
    if line.reason or line.joined is None or line.left is None:
        return ReadLine(line.number, line.name, line.email, reason=line.reason or RowReason.NO_TIMES)
    if order is None and (line.joined.in_doubt or line.left.in_doubt):
        return ReadLine(line.number, line.name, line.email, reason=RowReason.DAY_OR_MONTH)
    came = list(_instants(line.joined, window, order))
    left = list(_instants(line.left, window, order))
    if not came or not left:
        return ReadLine(line.number, line.name, line.email, reason=_why_never(line, window, order))
    stays = [Stay(one, other) for one in came for other in left if one <= other <= one + _ONE_DAY]
    if not stays:
        return ReadLine(line.number, line.name, line.email, came[0], left[0], RowReason.LEFT_FIRST)
    best = max(stays, key=lambda stay: _likelihood(stay, window))
    outside = best.left <= window.starts or best.came >= window.ends
    return ReadLine(line.number, line.name, line.email, *best, RowReason.OUTSIDE if outside else None)


def _likelihood(stay: Stay, window: Window) -> tuple[bool, timedelta, timedelta]:
    """A stay that touches the slot before one that doesn't, then a shorter one, then the one with more of the slot."""
    touches = stay.left > window.starts and stay.came < window.ends
    return touches, stay.came - stay.left, within(stay, window.starts, window.ends)


def _instants(written: Written, window: Window, order: Order | None) -> Iterator[datetime]:
    """All moments that a wall clock may mean: none in an hour that is skipped, two in one that comes twice."""
    for day in _days(written, window, order):
        wall = datetime.combine(day, written.clock)
        if written.offset is not None:
            yield wall.replace(tzinfo=written.offset).astimezone(UTC)
        elif (ahead := _steady(day, window.zone)) is not None:
            yield (wall - ahead).replace(tzinfo=UTC)
        else:
            yield from _folded(wall, window.zone)


def _days(written: Written, window: Window, order: Order | None) -> tuple[date, ...]:
    if not written.dated:
        return window.days
    # Without an order there is no doubt; where a file mixes orders, what is possible counts.
    day = written.day(order or Order.MONTH_FIRST) or written.month_first or written.day_first
    return (day,) if day else ()


@lru_cache(maxsize=256)
def _steady(day: date, zone: ZoneInfo) -> timedelta | None:
    """How far a zone's clocks are ahead on a day on which nobody turns them; ``None`` around a change."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    try:
        around = {(noon + timedelta(days=n)).utcoffset() for n in (-1, 0, 1)}
    except OverflowError:
        return None
    return around.pop() if len(around) == 1 else None


def _folded(wall: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    found = dict.fromkeys(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    yield from (at for at in found if at.astimezone(zone).replace(tzinfo=None) == wall)


def _why_never(line: Line, window: Window, order: Order | None) -> RowReason:
    clocks = (line.joined, line.left)
    dated = all(clock is not None and _days(clock, window, order) for clock in clocks)
    return RowReason.SKIPPED_HOUR if dated else RowReason.TIME_UNREADABLE
