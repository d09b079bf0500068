"""Lists that staff take along as CSV: opened by every spreadsheet, in which no name can pass for a formula."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

# What a spreadsheet program takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_file(name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A list as a CSV file in UTF-8; a name that looks like a formula stays a name, and numbers stay numbers."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    # The mark by which spreadsheets know UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(str(cell) for cell in header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return response


def _plain(cell: object) -> object:
    if isinstance(cell, (int, float)):
        return cell
    told = str(cell)
    return f"'{told}" if told.startswith(FORMULA) else told
