"""Lists that staff take along: opened by every spreadsheet, in which no name can pass for a formula."""

import csv
import re
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.encoding import force_str

# What a spreadsheet program takes for a formula when a cell begins with it; some take the wide signs of East Asia too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What no cell of a workbook can hold: one name with such a sign would keep staff from the whole list.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def table_file(name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A list as a CSV file in UTF-8; a name that looks like a formula stays a name, and numbers stay numbers."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    # The mark by which spreadsheets know UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(str(cell) for cell in header)
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return response


def plain_cell(value: object) -> object:
    """What stands in a CSV file for a value: numbers as they are, and what begins like a formula as text."""
    told = printable_cell(value)
    return f"'{told}" if isinstance(told, str) and told.startswith(_FORMULA) else told


def printable_cell(value: object) -> object:
    """What stands in a workbook for a value, whose cells know by themselves what is a formula."""
    told: object = force_str(value, strings_only=True)
    return _UNPRINTABLE.sub("", told) if isinstance(told, str) else told
