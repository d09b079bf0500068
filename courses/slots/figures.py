"""The figures of a season as staff read them: each a title that says what it shows, a plot, and the same as a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from courses.progress.plots import Plot
from courses.progress.queries.cohort import FEWEST
from courses.slots import plots
from courses.slots.models import Slot
from courses.slots.queries import figures as queries
from courses.slots.queries.figures import Period
from lms.web.times import place_name, tell, told_clock, told_minutes

# So many sessions are shown on the page, the latest; all of them stand in the file.
MOST_SHOWN = 12
_TITLE_FITS = 34
Cell = str | int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``shape`` says how its plot is drawn: bars, spans or a week; ``empty`` what stands without rows.

    ``told`` is what a page shows of the rows where a file has them in another form.
    """

    code: str
    shape: str
    title: str
    lead: str
    empty: str
    plot: Plot
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    told: tuple[tuple[Cell, ...], ...] = ()

    @property
    def shown(self) -> list[tuple[Cell, list[tuple[str, Cell, bool]]]]:
        """The table as a page has it: each row's head, and its cells with their labels and whether they are numbers."""
        return [
            (
                row[0],
                [(name, cell, isinstance(cell, int)) for name, cell in zip(self.header[1:], row[1:], strict=True)],
            )
            for row in self.told or self.rows[: self._most]
        ]

    @property
    def left_out(self) -> int:
        """How many rows stand in the file only: there may be hundreds of sessions."""
        return max(0, len(self.rows) - self._most)

    @property
    def _most(self) -> int:
        return MOST_SHOWN if self.code == "sessions" else len(self.rows)


def _of_sessions(period: Period) -> Figure:
    rows = [(row, row.slot) for row in queries.filled(period) if row.slot]
    shown = [(_session_title(slot), _of(row), _part(row)) for row, slot in rows[:MOST_SHOWN]]
    return Figure(
        "sessions",
        "bars",
        _("How full each session was: seats taken of all its seats"),
        _("The latest stands first. Only sessions that have begun are counted; drafts and what was called off aren't."),
        _("No session took place in this time. The plots stand here as soon as one did."),
        plots.bars(shown),
        (_("Session"), _("When"), _("Kind"), _("Taken"), _("Seats"), _("Percent")),
        tuple(_session_cells(row, slot.title, _when(slot)) for row, slot in rows),
        tuple(_session_cells(row, slot.title, _told_when(slot)) for row, slot in rows[:MOST_SHOWN]),
    )


def _session_cells(row: queries.Filled, title: str, when: str) -> tuple[Cell, ...]:
    return (title, when, _kind(row.kind), row.taken, row.seats, _percent(row.percent))


def _of_kinds(period: Period) -> Figure:
    rows = queries.filled_by_kind(queries.filled(period))
    return Figure(
        "kinds",
        "bars",
        _("How full sessions of each kind were: seats taken of all seats"),
        "",
        _("No session took place in this time."),
        plots.bars([(_kind(row.kind), _of(row), _part(row)) for row in rows]),
        (_("Kind"), _("Sessions"), _("Taken"), _("Seats"), _("Percent")),
        tuple((_kind(row.kind), row.sessions, row.taken, row.seats, _percent(row.percent)) for row in rows),
    )


def _of_waits(period: Period) -> Figure:
    rows = queries.waited(period)
    longest = max((row.most or 0 for row in rows), default=0)
    told = [(_kind(row.kind), _half(row.half), row.half, row.most) for row in rows]
    return Figure(
        "waits",
        "spans",
        _("How long people waited until a seat was theirs"),
        _("Half of them had it at the mark, nine in ten at the end of the bar. Who was never given one isn't counted.")
        + " "
        + _too_few(),
        _("Nobody was given a seat from a line in this time."),
        plots.spans(told, ("0", _told_span(longest))),
        (_("Kind"), _("People"), _("Half within"), _("Nine in ten within")),
        tuple((_kind(row.kind), _people(row.people), _span_or_few(row.half), _span_or_few(row.most)) for row in rows),
    )


def _of_absence(period: Period) -> Figure:
    rows = queries.absent(period)
    return Figure(
        "no-shows",
        "bars",
        _("How many seats stayed empty: people with a seat who weren't there"),
        _("Of closed sessions. Who came late or left early was there; walk-ins aren't counted.") + " " + _too_few(),
        _("No session was closed in this time. Close one, and its figures stand here."),
        plots.bars([(_kind(row.kind), _absence(row), (row.percent or 0) / 100 if row.told else None) for row in rows]),
        (_("Kind"), _("Had a seat"), _("Weren't there"), _("Of them excused"), _("Percent")),
        tuple((_kind(row.kind), *_absent_cells(row)) for row in rows),
    )


def _of_demand(period: Period) -> Figure:
    zone = timezone.get_default_timezone()
    rows = queries.unmet(period, zone)
    hours = range(min((row.hour for row in rows), default=0), max((row.hour for row in rows), default=-1) + 1)
    counts = {(row.weekday, row.hour): row.people for row in rows}
    days = [str(name) for name in WEEKDAYS_ABBR.values()]
    return Figure(
        "unmet",
        "week",
        _("When people wanted to come and found no seat, by weekday and hour"),
        _(
            "Sessions' own beginnings, as clocks in %(zone)s show them. Counted are people who waited and never had a"
            " seat, and people new here whose wish ran out."
        )
        % {"zone": place_name(zone)},
        _("Everybody who wanted a seat in this time had one."),
        plots.week(counts, [(hour, _hour(hour)) for hour in hours], days),
        (_("Weekday"), _("Hour"), _("Waited in vain"), _("Wishes that ran out"), _("Together")),
        tuple((str(WEEKDAYS[row.weekday - 1]), _hour(row.hour), row.waited, row.wished, row.people) for row in rows),
    )


MAKE: Mapping[str, Callable[[Period], Figure]] = {
    "sessions": _of_sessions,
    "kinds": _of_kinds,
    "waits": _of_waits,
    "no-shows": _of_absence,
    "unmet": _of_demand,
}


def of(period: Period) -> Sequence[Figure]:
    """All figures of a period. Six queries."""
    return [make(period) for make in MAKE.values()]


def _session_title(slot: Slot) -> str:
    day = date_format(slot.starts_at.astimezone(ZoneInfo(slot.zone)), pgettext("day, as in 20 Oct", "j M"))
    return Truncator(f"{day} · {slot.title}").chars(_TITLE_FITS)


def _told_when(slot: Slot) -> str:
    """The place is named where that isn't the program's."""
    told = tell(slot.starts_at, zone=slot.zone)
    return told.span if ZoneInfo(slot.zone) == timezone.get_default_timezone() else f"{told.span} · {told.place}"


def _when(slot: Slot) -> str:
    """For a file, as the slot's own clock has it; the place is named where that isn't the program's."""
    zone = ZoneInfo(slot.zone)
    told = f"{slot.starts_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return told if zone == timezone.get_default_timezone() else f"{told} {place_name(zone)}"


def _kind(kind: str) -> str:
    label = str(Slot.Kind(kind).label)
    return label[:1].upper() + label[1:]


def _of(row: queries.Filled) -> str:
    return _("%(taken)d of %(seats)d") % {"taken": row.taken, "seats": row.seats}


def _part(row: queries.Filled) -> float | None:
    return row.taken / row.seats if row.seats else None


def _absence(row: queries.Absent) -> str:
    if not row.told:
        return _("too few to say")
    return _("%(absent)d of %(seated)d") % {"absent": row.absent, "seated": row.seated}


def _absent_cells(row: queries.Absent) -> tuple[Cell, ...]:
    few = _("too few to say")
    if not row.told:
        return _people(row.seated), few, few, few
    return row.seated, row.absent, row.excused, _percent(row.percent)


def _people(count: int) -> Cell:
    return count if count >= FEWEST else _("fewer than %(fewest)d") % {"fewest": FEWEST}


def _percent(value: int | None) -> Cell:
    return _("too few to say") if value is None else value


def _too_few() -> str:
    return _("Nothing is told of fewer than %(fewest)d people.") % {"fewest": FEWEST}


def _half(minutes: int | None) -> str:
    return _("too few to say") if minutes is None else _("half in %(span)s") % {"span": _told_span(minutes)}


def _span_or_few(minutes: int | None) -> str:
    return _("too few to say") if minutes is None else _told_span(minutes)


def _told_span(minutes: int) -> str:
    """As long as it matters: minutes, hours of two days, then days."""
    if minutes < 60:
        return told_minutes(minutes)
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = round(hours / 24)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _hour(hour: int) -> str:
    return told_clock(datetime(2000, 1, 1, hour, tzinfo=UTC), "UTC")
