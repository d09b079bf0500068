"""Times in the reader's words and zone; a place's own zone is always named."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

TWELVE_HOUR_LANGUAGES = {"en"}


@dataclass(frozen=True, slots=True)
class When:
    """A time as it is told: "Tue 20 Oct, 3:00–4:00 pm", "New York", and "9:00 pm" for a reader elsewhere."""

    starts: datetime
    span: str
    place: str
    yours: str

    def __str__(self) -> str:
        told = f"{self.span} · {self.place}"
        if not self.yours:
            return told
        return told + " " + gettext("(your time: %(yours)s)") % {"yours": self.yours}


def tell(start: datetime, end: datetime | None = None, zone: str = "") -> When:
    """Tell a time in its own zone, and in the reader's where their clock shows another."""
    reader = timezone.get_current_timezone()
    place = ZoneInfo(zone) if zone else reader
    there, here = start.astimezone(place), start.astimezone(reader)
    return When(
        starts=there,
        span=_span(there, end.astimezone(place) if end else None),
        place=place_name(place),
        yours="" if there.utcoffset() == here.utcoffset() else _reader_words(there, here),
    )


def told_day(at: date) -> str:
    """A day, or the day of a moment in the reader's zone, as people of their language write it."""
    return _told_day(timezone.localdate(at) if isinstance(at, datetime) else at, get_language())


@lru_cache(maxsize=1024)
def _told_day(day: date, language: str | None) -> str:
    return date_format(day)


def told_wall(at: datetime) -> str:
    """What clocks and calendars show somewhere: "Tue 20 Oct, 3:00 pm"."""
    return f"{_day(at)}, {_clock(at)}"


def told_moment(at: datetime) -> str:
    """What the reader's calendar and clock show then: "Tue 20 Oct, 3:00 pm"."""
    return told_wall(timezone.localtime(at))


def told_clock(at: datetime, zone: str = "") -> str:
    """The time of day alone, in a zone or the reader's: "3:00 pm"."""
    return _clock(timezone.localtime(at, ZoneInfo(zone) if zone else None))


def told_clocks(start: datetime, end: datetime) -> str:
    """From when to when on one day of the reader's: "3:00–4:00 pm"."""
    return _clocks(timezone.localtime(start), timezone.localtime(end))


def told_minutes(count: int) -> str:
    """So many minutes, in words."""
    return _told_minutes(count, get_language())


@lru_cache(maxsize=1024)
def _told_minutes(count: int, language: str | None) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def told_length(minutes: int) -> str:
    """About how long something takes, as people say it: nobody counts 176 minutes."""
    if minutes < 60:
        return told_minutes(minutes)
    hours, half = divmod((minutes + 15) // 30, 2)
    if half:
        return gettext("about %(count)d½ hours") % {"count": hours}
    return ngettext("about %(count)d hour", "about %(count)d hours", hours) % {"count": hours}


def place_name(zone: tzinfo) -> str:
    """The zone as people say it: "New York" for America/New_York."""
    return str(zone).rpartition("/")[2].replace("_", " ")


def _span(start: datetime, end: datetime | None) -> str:
    if end is None:
        return f"{_day(start)}, {_clock(start)}"
    if start.date() != end.date():
        return f"{_day(start)}, {_clock(start)} – {_day(end)}, {_clock(end)}"
    return f"{_day(start)}, {_clocks(start, end)}"


def _clocks(start: datetime, end: datetime) -> str:
    same_half = _half(start) == _half(end)
    return f"{_digits(start) if same_half else _clock(start)}–{_clock(end)}"


def _reader_words(there: datetime, here: datetime) -> str:
    return _clock(here) if there.date() == here.date() else f"{_day(here)}, {_clock(here)}"


def _day(at: datetime) -> str:
    # The year is told only where it isn't this one.
    this_year = timezone.localtime(timezone.now(), at.tzinfo).year
    if at.year == this_year:
        return date_format(at, pgettext("day, as in Tue 20 Oct", "D j M"))
    return date_format(at, pgettext("day, as in Tue 20 Oct 2026", "D j M Y"))


def _clock(at: datetime) -> str:
    """The time of day that a clock shows there: 3:00 pm, or 15:00."""
    return f"{_digits(at)} {_half(at)}".rstrip()


def _digits(at: datetime) -> str:
    return date_format(at, "g:i" if _twelve_hours() else "H:i")


def _half(at: datetime) -> str:
    return date_format(at, "A").lower() if _twelve_hours() else ""


def _twelve_hours() -> bool:
    return (get_language() or "en").split("-")[0] in TWELVE_HOUR_LANGUAGES
