"""Files that want to do harm, or are simply broken, are refused in one sentence, in bounded memory and time."""

import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from openpyxl import Workbook

from courses.slots.forms.reports import ReportForm
from courses.slots.reports import MOST_BYTES, Unreadable, Window, recognise, words
from courses.slots.rules.matching import RowReason

_MEGABYTE = 1024 * 1024
HEAD = b"Name,Join Time,Leave Time\n"
LINE = b"Ana Silva,10/20/2026 15:00,10/20/2026 16:00\n"


def workbook(rows: int = 1) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Name", "Join Time", "Leave Time"])
    for _ in range(rows):
        sheet.append(["Ana Silva", "10/20/2026 15:00", "10/20/2026 16:00"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(changes: dict[str, bytes]) -> bytes:
    """A workbook with some of its parts replaced."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for part in old.namelist():
            new.writestr(part, changes.get(part, old.read(part)))
        for part in changes.keys() - set(old.namelist()):
            new.writestr(part, changes[part])
    return stream.getvalue()


def lying(content: bytes, size: int) -> bytes:
    """An archive that says of its first part that it unfolds to as many bytes."""
    place = content.index(b"PK\x01\x02") + 24
    return content[:place] + struct.pack("<I", size) + content[place + 4 :]


def one_part_many_times(part: bytes, times: int) -> bytes:
    """An archive whose parts all lie in one place (as the well-known bombs do)."""
    content = repacked({"xl/media/a.bin": part})
    start = content.rindex(b"PK\x01\x02", 0, content.index(b"xl/media/a.bin", content.index(b"PK\x01\x02")))
    end = content.index(b"PK\x05\x06")
    entry, directory = content[start : start + 46 + len(b"xl/media/a.bin")], content.index(b"PK\x01\x02")
    whole = content[directory:end] + entry * times
    count = content[directory:end].count(b"PK\x01\x02") + times
    return (
        content[:directory]
        + whole
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(whole), directory, 0)
    )


SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ENTITIES = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
SHEET_NAME = "xl/worksheets/sheet1.xml"

LAST_CELL = b'<row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
LAST_ROW = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
WORDS = {
    "xl/sharedStrings.xml": SHEET.split(b"<worksheet")[0]
    + b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + b"<si/>" * 3_000_000
    + b"</sst>",
    SHEET_NAME: SHEET + b"</sheetData></worksheet>",
}

HOSTILE: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "an empty file": (lambda: b" \n ", "empty", 0),
    "nothing but bytes": (lambda: bytes(range(128, 256)) * 40, "wrong_encoding", 1),
    "NUL bytes": (lambda: HEAD + LINE + b"Bo\0Lindqvist,10/20/2026 15:00,10/20/2026 16:00\n", "not_text", 3),
    "UTF-16 without its mark": (lambda: "Name\tJoin Time\tLeave Time\n".encode("utf-16-le"), "not_text", 1),
    "half of a UTF-16 sign": (lambda: (HEAD + LINE).decode().encode("utf-16") + b"\x00", "wrong_encoding", 3),
    "Latin 1": (lambda: HEAD + LINE + "José,10/20/2026 15:00,\n".encode("latin-1"), "wrong_encoding", 3),
    "a line without end": (lambda: HEAD + b"A" * 4 * _MEGABYTE, "line_too_long", 2),
    "quotes without end": (lambda: HEAD + LINE + b'"' + LINE * 50_000, "broken_quotes", 3),
    "far too many lines": (lambda: HEAD + LINE * 20_001, "too_many_rows", 20_001),
    "far too many columns": (lambda: HEAD + b"A," * 4_000 + b"\n", "too_many_columns", 2),
    "one more byte than allowed": (lambda: b"A" * (MOST_BYTES + 1), "too_large", 0),
    "an archive of something else": (lambda: repacked({})[:400], "broken_workbook", 0),
    "a workbook cut off": (lambda: workbook()[:-60], "broken_workbook", 0),
    "a workbook without sheets": (lambda: repacked({"xl/workbook.xml": b"<workbook/>"}), "broken_workbook", 0),
    "a part that says it is 4 GB": (lambda: lying(workbook(), 0xFFFFFFF0), "unfolds", 0),
    "a part that is larger than it says": (lambda: lying(repacked({}), 10), "broken_workbook", 0),
    "10 KB that become 10 GB": (lambda: one_part_many_times(b"\0" * 60 * _MEGABYTE, 170), "unfolds", 0),
    "60,000 parts": (lambda: one_part_many_times(b"", 60_000), "unfolds", 0),
    "entities in entities": (lambda: repacked({SHEET_NAME: ENTITIES}), "broken_workbook", 0),
    "markup in UTF-16": (lambda: repacked({SHEET_NAME: ENTITIES.decode().encode("utf-16")}), "broken_workbook", 0),
    "markup that never ends": (lambda: repacked({SHEET_NAME: SHEET + b"<row>" * 100_000}), "broken_workbook", 0),
    "a cell in the last column": (lambda: repacked({SHEET_NAME: SHEET + LAST_CELL}), "no_header", 0),
    "a row at the end of the world": (lambda: repacked({SHEET_NAME: SHEET + LAST_ROW}), "too_many_rows", 20_001),
    "millions of empty words": (lambda: repacked(WORDS), "no_header", 0),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_a_sentence_within_bounded_memory_and_time(name: str) -> None:
    make, fault, line = HOSTILE[name]
    content = make()
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(Unreadable) as caught:
            recognise(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (caught.value.fault, caught.value.line) == (fault, line)
    [sentence] = words.of_fault(caught.value).values()
    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert peak < 32 * _MEGABYTE
    assert time.process_time() - began < 20


class Huge(SimpleUploadedFile):
    """Says how large it is, and breaks when somebody looks inside."""

    @property
    def read(self) -> Any:
        raise AssertionError("it was read")


def test_a_file_of_a_hundred_megabytes_is_never_read() -> None:
    file = Huge("report.csv", b"x")
    file.size = 100 * _MEGABYTE

    form = ReportForm({"zone": "America/New_York"}, MultiValueDict({"file": [file]}))

    assert form.errors["file"] == ["This file is larger than 5 MB. A report of one meeting is much smaller."]


def test_ten_thousand_lines_are_read_in_the_memory_of_a_hundred() -> None:
    def peak(lines: int) -> int:
        content = HEAD + b"".join(b"Person %d,10/20/2026 15:00,10/20/2026 16:00\n" % n for n in range(lines))
        tracemalloc.start()
        count = sum(1 for _line in recognise(content).lines())
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == lines
        return found

    peak(10)
    assert peak(10_000) < peak(100) + _MEGABYTE // 4


@pytest.mark.parametrize("day", ["0001-01-01", "1/1/0001", "9999-12-31", "12/31/9999"])
@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York"])
def test_days_at_the_edge_of_the_calendar_are_no_times(day: str, zone: str) -> None:
    starts = datetime(2026, 10, 20, 15, tzinfo=UTC)
    window = Window(starts, starts + timedelta(hours=1), ZoneInfo(zone))

    [line] = recognise(HEAD + f"Ana Silva,{day} 00:00,{day} 23:59\n".encode()).stays(window, None)

    assert line.reason == RowReason.TIME_UNREADABLE
