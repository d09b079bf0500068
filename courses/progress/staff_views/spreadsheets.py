"""What staff take away as CSV or XLSX: streamed, and safe to open."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from lms.web.spreadsheets import FORMULA

# What no cell of a workbook can hold: one name with such a sign would keep staff from the whole list.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Spreadsheet(SpreadsheetExportMixin):
    """Wagtail's export, of rows that are made one at a time, in which no name can pass for a formula."""

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        row = self.row_of(item)
        return OrderedDict((name, row[name]) for name in self.list_export)

    def row_of(self, item: Any) -> dict[str, Any]:
        raise NotImplementedError

    def rows_of(self, queryset: Any) -> Iterator[Any]:
        """The rows in their order, without holding all of them at once."""
        yield from queryset.iterator(chunk_size=500)

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.export_headings[field])

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        yield from super().stream_csv(self.rows_of(queryset))

    def write_xlsx(self, queryset: Any, output: Any) -> None:
        super().write_xlsx(self.rows_of(queryset), output)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        told = super().preprocess_field_value(field, value, export_format)
        if not isinstance(told, str):
            return told
        plain = _UNPRINTABLE.sub("", told)
        unsafe = export_format == self.FORMAT_CSV and plain.startswith(FORMULA)
        return f"'{plain}" if unsafe else plain
