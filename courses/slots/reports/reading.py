"""A file recognised as one tool's report, and read line by line, as often as one likes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from courses.slots.reports.base import Fault, Form, Line, ReadLine, Unreadable
from courses.slots.reports.clocks import Order, Written, read_clock, read_duration
from courses.slots.reports.headers import Columns, columns_of, form_of, heading, is_about_meeting
from courses.slots.reports.instants import Window, stay_of
from courses.slots.reports.tables import check_size, rows_of
from courses.slots.rules.matching import RowReason

_DELIMITERS = (",", "\t", ";")
# A table that begins later than this is no report.
_HEADER_WITHIN = 100
_MOST_DATES = 500
_ONE_MINUTE = timedelta(minutes=1)
_ACTIVITIES = "in-meeting activities"
_YES = ("yes", "true", "y", "1")


@dataclass(slots=True)
class MeetingFile:
    """A report: its bytes, whose it is, and which dates it speaks of as (month first, day first)."""

    content: bytes
    delimiter: str
    form: Form
    activities: bool = False
    dates: set[tuple[date | None, date | None]] = field(default_factory=set)

    def lines(self) -> Iterator[Line]:
        """Every line about somebody. Holds one at a time. Raises ``Unreadable``."""
        columns: Columns | None = None
        open_stays: dict[str, Line] = {}
        for number, cells in rows_of(self.content, self.delimiter):
            columns, heads = _next_columns(columns, cells)
            if heads or columns is None or (self.activities and columns.spans):
                continue
            if "action" in columns.place:
                yield from _pair(number, cells, columns, open_stays)
            else:
                yield _line(number, cells, columns)
        yield from (replace(line, reason=RowReason.NO_LEAVE) for line in open_stays.values())

    def stays(self, window: Window, order: Order | None = None) -> Iterator[ReadLine]:
        """Every line with its stay as instants, clocks read in the window's zone; ``order`` settles doubtful dates."""
        order = order or day_order(self.dates, window)
        for line in self.lines():
            yield stay_of(line, window, order)


def recognise(content: bytes) -> MeetingFile:
    """Read a file through once, to its end. Raises ``Unreadable``."""
    check_size(content)
    for delimiter in _DELIMITERS:
        form = _form(content, delimiter)
        if form is not None:
            break
    else:
        raise Unreadable(Fault.NO_HEADER)
    found = MeetingFile(content, delimiter, form)
    found.activities = any(_is_activities(cells) for _number, cells in rows_of(content, delimiter))
    for line in found.lines():
        for clock in (line.joined, line.left):
            if clock and clock.dated and len(found.dates) < _MOST_DATES:
                found.dates.add((clock.month_first, clock.day_first))
    return found


def _form(content: bytes, delimiter: str) -> Form | None:
    about_meeting = False
    for count, (_number, cells) in enumerate(rows_of(content, delimiter)):
        about_meeting = about_meeting or is_about_meeting(cells)
        if columns_of(cells):
            form = form_of(cells)
            return Form.ZOOM if form is Form.PLAIN and about_meeting else form
        if count >= _HEADER_WITHIN:
            break
    return None


def _is_activities(cells: list[str]) -> bool:
    return heading(cells[0]).endswith(_ACTIVITIES) and not any(cells[1:])


def _next_columns(columns: Columns | None, cells: list[str]) -> tuple[Columns | None, bool]:
    """The columns from here on, and whether the row is part of a head rather than about somebody."""
    if len(cells) > 1 and any(cell[:1].isdecimal() for cell in cells[1:]):
        # What heads a column never begins with a number; a time does, and most rows have one.
        return columns, False
    if found := columns_of(cells):
        return found, True
    if is_about_meeting(cells) or _begins_section(cells):
        # What follows is about the meeting, until people are headed again.
        return None, True
    return columns, False


def _begins_section(cells: list[str]) -> bool:
    first = heading(cells[0])
    return not any(cells[1:]) and (first[:2] in ("1.", "2.", "3.", "4.") or first.endswith("details"))


def _line(number: int, cells: list[str], columns: Columns) -> Line:
    name, email = _who(cells, columns)
    joined_text, left_text = columns.cell(cells, "joined"), columns.cell(cells, "left")
    joined, left = _clock(joined_text), _clock(left_text)
    return Line(number, name, email, joined, left, _fault(cells, columns, (joined_text, left_text), (joined, left)))


def _who(cells: list[str], columns: Columns) -> tuple[str, str]:
    full = " ".join(filter(None, (columns.cell(cells, "first"), columns.cell(cells, "last"))))
    name = columns.cell(cells, "name") or full
    address = columns.cell(cells, "email") or columns.cell(cells, "upn")
    return name[:300], address[:320] if "@" in address else ""


def _clock(text: str) -> Written | None:
    return read_clock(text) if text.strip("-– ") else None


def _fault(
    cells: list[str],
    columns: Columns,
    texts: tuple[str, str],
    clocks: tuple[Written | None, Written | None],
) -> RowReason | None:
    if not any(_who(cells, columns)):
        return RowReason.NOBODY_NAMED
    if columns.cell(cells, "waiting").casefold() in _YES:
        return RowReason.WAITING_ROOM
    written = [bool(text.strip("-– ")) for text in texts]
    if any(there and clock is None for there, clock in zip(written, clocks, strict=True)):
        return RowReason.TIME_UNREADABLE
    if not written[0]:
        return RowReason.NO_TIMES
    if not written[1]:
        return RowReason.NO_LEAVE
    return RowReason.GAPS if columns.spans and _has_gaps(clocks, columns.cell(cells, "duration")) else None


def _has_gaps(clocks: tuple[Written | None, Written | None], told: str) -> bool:
    """Whether somebody was away between their first join and their last leave, nobody knows when."""
    joined, left = clocks
    duration = read_duration(told)
    if joined is None or left is None or duration is None:
        return False
    first, last = joined.month_first or joined.day_first, left.month_first or left.day_first
    if first is None or last is None:
        return False
    span = datetime.combine(last, left.clock) - datetime.combine(first, joined.clock)
    return span - duration > _ONE_MINUTE


def _pair(number: int, cells: list[str], columns: Columns, open_stays: dict[str, Line]) -> Iterator[Line]:
    """The oldest reports of Teams have a line for each coming and each going: they are joined to stays."""
    name, email = _who(cells, columns)
    key, at = email or name, _clock(columns.cell(cells, "at"))
    if at is None or not key:
        yield Line(number, name, email, reason=RowReason.TIME_UNREADABLE if key else RowReason.NOBODY_NAMED)
    elif columns.cell(cells, "action").casefold().startswith("left"):
        came = open_stays.pop(key, None)
        yield replace(came, left=at) if came else Line(number, name, email, left=at, reason=RowReason.NO_TIMES)
    else:
        # Whoever comes twice without going was on two devices; the earlier coming counts.
        open_stays.setdefault(key, Line(number, name, email, joined=at))


def day_order(dates: Iterable[tuple[date | None, date | None]], window: Window) -> Order | None:
    """In which order a report writes its dates, told by those that allow one only, else by closeness to the slot.

    ``None`` where both would be close: then only somebody who knows can say.
    """
    pairs = [pair for pair in dates if pair[0] != pair[1]]
    only = {Order.DAY_FIRST if month_first is None else Order.MONTH_FIRST for month_first, day_first in pairs
            if month_first is None or day_first is None}  # fmt: skip
    if len(only) == 1:
        return only.pop()
    near = {
        order
        for pair in pairs
        for order, day in zip((Order.MONTH_FIRST, Order.DAY_FIRST), pair, strict=True)
        if day is not None and window.is_near(day)
    }
    if len(near) == 1:
        return near.pop()
    return None if near or only else Order.MONTH_FIRST
