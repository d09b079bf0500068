"""A meeting report as somebody chooses it, and what they choose in its preview."""

from typing import TypedDict

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.slots import reports
from courses.slots.reports import words
from lms.web.numbers import sent_number
from lms.web.wall_clock import ZONES, ZoneField

_ORDERS = [
    ("", _("as the file shows")),
    (reports.Order.MONTH_FIRST, _("month first, as in 10/20/2026")),
    (reports.Order.DAY_FIRST, _("day first, as in 20/10/2026")),
]


class ZoneForm(forms.Form):
    """Where a report's clocks hang, and how it writes its dates."""

    zone = ZoneField(
        label=_("Time zone of the file"),
        choices=[("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in ZONES)],
        help_text=_("The file doesn't say it: Zoom uses the zone of the account that made the report."),
    )
    order = forms.ChoiceField(label=_("Dates are written"), choices=_ORDERS, required=False)

    def clean_order(self) -> reports.Order | None:
        order = self.cleaned_data["order"]
        return reports.Order(order) if order else None


class ReportForm(ZoneForm):
    """A file from Zoom, Microsoft Teams or Google Meet, or a table of one's own."""

    file = forms.FileField(
        label=_("Report"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("CSV or XLSX, at most 5 MB, with the times at which people joined and left."),
    )
    field_order = ("file", "zone", "order")

    def clean_file(self) -> "UploadedFile[bytes]":
        """Looks at the size alone: a file that is too large is never read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > reports.MOST_BYTES:
            raise forms.ValidationError(words.FAULTS[reports.Fault.TOO_LARGE])
        return file


class Chosen(TypedDict):
    """What ``actions.reports.take`` is asked for."""

    people: set[int]
    chosen: dict[int, int]
    remember: set[int]


def chosen_in(post: QueryDict) -> Chosen:
    """Whom somebody chose in a preview: known people, and for each name who it is and whether to remember it."""
    told = {name[4:]: value for name, value in post.items() if isinstance(value, str) and name.startswith("who-")}
    pairs = ((sent_number(line), sent_number(value)) for line, value in told.items())
    return {
        "people": _numbers(post, "person"),
        "chosen": {line: person for line, person in pairs if line is not None and person is not None},
        "remember": _numbers(post, "remember"),
    }


def _numbers(post: QueryDict, name: str) -> set[int]:
    return {number for number in map(sent_number, post.getlist(name)) if number is not None}
