"""Bytes to rows of cells, one at a time, within limits that no file can talk its way round."""

import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from courses.slots.reports.base import Fault, Unreadable
from courses.slots.reports.workbooks import MOST_COLUMNS, MOST_ROWS, is_workbook, workbook_rows

MOST_BYTES = 5 * 1024 * 1024
_LONGEST_LINE = 10_000
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}

Row = tuple[int, list[str]]


def check_size(content: bytes) -> None:
    """Raises ``Unreadable`` before anything of a file is looked at."""
    if len(content) > MOST_BYTES:
        raise Unreadable(Fault.TOO_LARGE)
    if not content or content.isspace():
        raise Unreadable(Fault.EMPTY)


def rows_of(content: bytes, delimiter: str) -> Iterator[Row]:
    """All rows that hold something, each with the number of its line. Raises ``Unreadable``."""
    rows = workbook_rows(content) if is_workbook(content) else _text_rows(content, delimiter)
    for count, (number, cells) in enumerate(rows):
        if count >= MOST_ROWS:
            raise Unreadable(Fault.TOO_MANY_ROWS, number)
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(Fault.TOO_MANY_COLUMNS, number)
        if any(cells):
            yield number, cells


def _text_rows(content: bytes, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(_lines(content), delimiter=delimiter)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(Fault.BROKEN_QUOTES, number) from error
        if cells is None:
            return
        yield number, [cell.strip() for cell in cells]


def _lines(content: bytes) -> Iterator[str]:
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    stream = TextIOWrapper(BytesIO(content), encoding=encoding, newline="")
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(_LONGEST_LINE + 1)
        except UnicodeError as error:
            raise Unreadable(Fault.WRONG_ENCODING, _line_of_wrong_sign(content, encoding)) from error
        if not line:
            return
        if "\0" in line:
            raise Unreadable(Fault.NOT_TEXT, number)
        if len(line) > _LONGEST_LINE:
            raise Unreadable(Fault.LINE_TOO_LONG, number)
        yield line


def _line_of_wrong_sign(content: bytes, encoding: str) -> int:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 0
