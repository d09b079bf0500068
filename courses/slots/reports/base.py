"""What a report says line by line, and why a file can't be read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courses.slots.reports.clocks import Written
from courses.slots.rules.matching import RowReason


class Form(StrEnum):
    """Which tool made a report."""

    ZOOM = "zoom"
    TEAMS = "teams"
    MEET = "meet"
    PLAIN = "plain"


class Fault(StrEnum):
    """Why a file is refused as a whole."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    LINE_TOO_LONG = "line_too_long"
    NOT_TEXT = "not_text"
    WRONG_ENCODING = "wrong_encoding"
    BROKEN_QUOTES = "broken_quotes"
    BROKEN_WORKBOOK = "broken_workbook"
    UNFOLDS = "unfolds"
    NO_HEADER = "no_header"


class Unreadable(Exception):
    """A file that can't be read, with the line at which that was found, or 0 for the file as a whole."""

    def __init__(self, fault: Fault, line: int = 0) -> None:
        super().__init__(f"{fault} in line {line}" if line else str(fault))
        self.fault, self.line = fault, line


@dataclass(frozen=True, slots=True)
class Line:
    """One line as written: who, from when to when. ``reason`` says why it can't count whatever the clock."""

    number: int
    name: str = ""
    email: str = ""
    joined: Written | None = None
    left: Written | None = None
    reason: RowReason | None = None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line with its stay as instants; with a ``reason`` it is rejected, with times where they are known."""

    number: int
    name: str
    email: str
    joined_at: datetime | None = None
    left_at: datetime | None = None
    reason: RowReason | None = None
