"""What the staff's pages about releases share: who may see them, where they stand, and lists to take along."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

may_release = permission_required("cms.release_pathway")
# What spreadsheets would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def trail(*below: tuple[str, str]) -> dict[str, list[dict[str, str]]]:
    """Where the page stands in the staff pages, for Wagtail's header: pairs of address and words."""
    start = [(reverse("wagtailadmin_home"), _("Home")), (reverse("cms:pathways"), _("Training"))]
    return {"breadcrumbs_items": [{"url": url, "label": label} for url, label in (*start, *below)]}


def table_file(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> HttpResponse:
    """A list as a CSV file that spreadsheets open as it is; a name that looks like a formula stays a name."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    # The mark by which spreadsheets know UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return response


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
