"""Spreadsheets as rows of text. A workbook is an archive: what it unfolds to is measured before it is read."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from courses.slots.reports.base import Fault, Unreadable

MOST_ROWS = 20_000
MOST_COLUMNS = 60
_MOST_PARTS = 200
_MOST_UNFOLDED = 16 * 1024 * 1024
# Begins what an archive says of one part.
_PART = b"PK\x01\x02"
_AT_ONCE = 64 * 1024
_LONGEST_CELL = 1_000
# What openpyxl raises for archives and markup that aren't what they say; it has no error of its own for them.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,
    EOFError,
    NotImplementedError,
    SyntaxError,
    OSError,
)


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def workbook_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet. Raises ``Unreadable``."""
    try:
        _measure(content)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
        for number, cells in enumerate(rows, start=1):
            yield number, _trimmed([_text(cell) for cell in cells])
    except _BROKEN as error:
        raise Unreadable(Fault.BROKEN_WORKBOOK) from error


def _measure(content: bytes) -> None:
    """Unfold all parts once, in small pieces, and stop at the limit whatever the archive says of itself."""
    if content.count(_PART) > _MOST_PARTS:
        raise Unreadable(Fault.UNFOLDS)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _MOST_UNFOLDED:
            raise Unreadable(Fault.UNFOLDS)
        left = _MOST_UNFOLDED
        for part in parts:
            with archive.open(part) as stream:
                before = b""
                while piece := stream.read(_AT_ONCE):
                    left -= len(piece)
                    if left < 0:
                        raise Unreadable(Fault.UNFOLDS)
                    _refuse_entities(before + piece, part.filename)
                    before = piece[-16:]


def _refuse_entities(piece: bytes, name: str) -> None:
    """No spreadsheet program declares entities, or writes its markup in anything but UTF-8."""
    if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or b"\0" in piece):
        raise Unreadable(Fault.BROKEN_WORKBOOK)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0).isoformat(" ")
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    return str(cell)[:_LONGEST_CELL].strip()


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
