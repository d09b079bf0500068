"""Times as reports show them: without a zone, in somebody's order of day and month, re-saved by spreadsheets."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

_LONGEST = 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(
    r"(?P<date>.*?)[T,\s]*(?<!\d)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_NAMED = re.compile(
    r"(?:[a-z]{2,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE
)
_DAY_NAMED = re.compile(r"(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})\.?[-\s]([a-z]{3,9})\.?,?[-\s](\d{4}|\d{2})", re.IGNORECASE)
# Days since a date that never was, as spreadsheets count: here from 1954 to 2119.
_SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")
_SERIAL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001
_DURATION = re.compile(r"(?:(\d+)\s*h\w*)?\s*(?:(\d+)\s*m\w*)?\s*(?:(\d+)\s*s\w*)?", re.IGNORECASE)


class Order(StrEnum):
    """How a date like 10/11/2026 is read."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


@dataclass(frozen=True, slots=True)
class Written:
    """A wall clock with the dates that it may mean in either order: equal ones where there is no doubt.

    Neither date: the report shows times alone. ``offset``: the rare one that is written with its zone.
    """

    clock: time
    month_first: date | None = None
    day_first: date | None = None
    offset: timezone | None = None

    @property
    def dated(self) -> bool:
        return self.month_first is not None or self.day_first is not None

    @property
    def in_doubt(self) -> bool:
        return self.month_first != self.day_first

    def day(self, order: Order) -> date | None:
        return self.month_first if order is Order.MONTH_FIRST else self.day_first


def read_clock(text: str) -> Written | None:
    """``None`` for what isn't a time of day."""
    # NFKC makes spaces of the narrow and the non-breaking ones that stand before AM and PM.
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > _LONGEST:
        return None
    if _SERIAL.fullmatch(plain):
        return _read_serial(float(plain.replace(",", ".")))
    found = _CLOCK.fullmatch(plain)
    clock = _read_time(found) if found else None
    if found is None or clock is None:
        return None
    if not found["date"].strip():
        return Written(clock)
    month_first, day_first = _read_date(found["date"].strip())
    if month_first is None and day_first is None:
        return None
    return Written(clock, month_first, day_first, _read_offset(found["zone"]))


def _read_serial(days: float) -> Written:
    # To the second: a fraction of a day is never exact.
    at = _SERIAL_BEGINS + timedelta(seconds=round(days * 86400))
    return Written(at.time(), at.date(), at.date())


def _read_time(found: re.Match[str]) -> time | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _read_offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return timezone(-ahead if zone[0] == "-" else ahead) if ahead < timedelta(days=1) else None


@lru_cache(maxsize=1024)
def _read_date(text: str) -> tuple[date | None, date | None]:
    """As month first, as day first."""
    forms: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date | None, date | None]]], ...] = (
        (_YEAR_FIRST, lambda found: _twice(_date(found[1], found[3], found[4]))),
        (_YEAR_LAST, _read_year_last),
        (_MONTH_NAMED, lambda found: _twice(_date(found[3], _month(found[1]), found[2]))),
        (_DAY_NAMED, lambda found: _twice(_date(found[3], _month(found[2]), found[1]))),
    )
    for pattern, read in forms:
        if found := pattern.fullmatch(text):
            return read(found)
    return None, None


def _read_year_last(found: re.Match[str]) -> tuple[date | None, date | None]:
    first, sign, second, year = found.groups()
    # Nobody who writes dots writes the month first.
    day_first = _date(year, second, first)
    return (day_first if sign == "." else _date(year, first, second)), day_first


def _twice(day: date | None) -> tuple[date | None, date | None]:
    return day, day


def _month(name: str) -> str:
    short = name[:3].casefold()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"


def _date(year: str, month: str, day: str) -> date | None:
    """``None`` for no day, and in the calendar's first and last year, whose days have no instant in some zones."""
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
    return found if MINYEAR < found.year < MAXYEAR else None


def read_duration(text: str) -> timedelta | None:
    """``57m 3s``, ``1 hr 5 min``, ``0:57:03`` or a number of minutes; ``None`` for anything else."""
    plain = " ".join(text.split())
    if re.fullmatch(r"\d{1,5}", plain):
        return timedelta(minutes=int(plain))
    if found := re.fullmatch(r"(\d{1,3}):(\d{2}):(\d{2})", plain):
        hours, minutes, seconds = map(int, found.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    found = _DURATION.fullmatch(plain) if 0 < len(plain) < _LONGEST else None
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=min(hours, 999), minutes=min(minutes, 99999), seconds=min(seconds, 999999))
