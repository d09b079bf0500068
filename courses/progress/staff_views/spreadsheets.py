"""What staff take away as CSV or XLSX: streamed (``lms.web`` sees to it that it is safe to open)."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin


class Spreadsheet(SpreadsheetExportMixin):
    """Wagtail's export, of rows that are made one at a time."""

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
