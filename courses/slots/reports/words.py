"""The words for what became of a report and of its lines."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.slots.reports.base import Fault, Unreadable
from courses.slots.rules.imports import ImportReason
from courses.slots.rules.matching import RowReason

FAULTS = {
    Fault.EMPTY: _("This file is empty."),
    Fault.TOO_LARGE: _("This file is larger than 5 MB. A report of one meeting is much smaller."),
    Fault.TOO_MANY_ROWS: _("This file has more than 20,000 lines. A report of one meeting is much shorter."),
    Fault.TOO_MANY_COLUMNS: _("Line %(line)d has more than 60 columns. That is no report of a meeting."),
    Fault.LINE_TOO_LONG: _("Line %(line)d is too long to be part of a report."),
    Fault.NOT_TEXT: _("Line %(line)d holds signs that no text has. Please choose the report as CSV or XLSX."),
    Fault.WRONG_ENCODING: _(
        "Line %(line)d isn't written in UTF-8. Please save the file as “CSV UTF-8”, or choose it as the meeting tool "
        "made it."
    ),
    Fault.BROKEN_QUOTES: _("The text in quotes that begins in line %(line)d never ends."),
    Fault.BROKEN_WORKBOOK: _("This spreadsheet can't be opened. Please save it once more as XLSX, or as CSV."),
    Fault.UNFOLDS: _("This spreadsheet unfolds to far more than a report holds, so we don't open it."),
    Fault.NO_HEADER: _(
        "We don't find a line that heads names and times. The file needs columns such as “Name”, “Join Time” and "
        "“Leave Time”."
    ),
}

ROWS = {
    RowReason.BY_ADDRESS: _("known by their e-mail address"),
    RowReason.BY_ALIAS: _("known by a name that was confirmed before"),
    RowReason.CONFIRMED: _("confirmed by one of you"),
    RowReason.SAME_NAME: _("has the same name as somebody with a seat"),
    RowReason.LIKE_NAME: _("has a name like that of somebody with a seat"),
    RowReason.SEVERAL: _("could be more than one person"),
    RowReason.NO_SEAT: _("has an account, but no seat in this session: you can admit them on the roster"),
    RowReason.NOBODY_KNOWN: _("nobody with a seat is known by this name or address"),
    RowReason.NOBODY_NAMED: _("without a name"),
    RowReason.WAITING_ROOM: _("in the waiting room"),
    RowReason.NO_TIMES: _("without times, so minutes can't be shown: export the report with join and leave times"),
    RowReason.NO_LEAVE: _("without a time of leaving: export the report once the meeting has ended"),
    RowReason.GAPS: _("only the first join and the last leave, with time away in between"),
    RowReason.TIME_UNREADABLE: _("with a time that we can't read"),
    RowReason.DAY_OR_MONTH: _("day or month first? Please say below how this file writes its dates"),
    RowReason.SKIPPED_HOUR: _("with a time that didn't exist: clocks went forward that night"),
    RowReason.LEFT_FIRST: _("leaving before joining"),
    RowReason.OUTSIDE: _("outside of this session"),
}

IMPORTS = {
    ImportReason.NOT_STARTED: _("This session hasn't started yet. Reports can be imported once it has begun."),
    ImportReason.NOTHING_CHOSEN: _("Please choose at least one person."),
    ImportReason.NO_SEAT: _("Somebody whom you chose has no seat in this session."),
    ImportReason.OWN_ATTENDANCE: _("Somebody else has to import your own attendance."),
    ImportReason.OWN_PART: _("Your own attendance is in this report. Somebody else has to take it back."),
    ImportReason.TAKEN_BACK: _("This report was taken back. Please choose the file again."),
    ImportReason.NOT_IMPORTED: _("Nothing of this report has been imported."),
    ImportReason.IMPORTED: _("This report has been imported. Take it back first, or choose the file again."),
    ImportReason.CONTENT_GONE: _("What the file held was deleted after 30 days. Please choose the file again."),
}


def of_fault(found: Unreadable) -> Mapping[StrEnum, Any]:
    """The words for why a file can't be read, with its line."""
    return {found.fault: str(FAULTS[found.fault]) % {"line": found.line}}


def of_row(reason: str) -> str:
    return str(ROWS[RowReason(reason)]) if reason in ROWS else reason
