"""The cohort as a grid of people and requirements, and what it comes to as plots."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.http import require_safe

from courses.progress import plots
from courses.progress.models import Enrolment, Pathway
from courses.progress.queries import cohort
from courses.progress.staff_views.filters import GridFilters
from courses.progress.staff_views.gates import may_see
from courses.progress.staff_views.spreadsheets import Spreadsheet
from courses.progress.unseen import unseen_by
from courses.progress.words.staff import WHOSE_TURN
from lms.people.requests import MemberRequest

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which training and version is looked at, and who of it."""

    pathways: tuple[Pathway, ...]
    pathway: Pathway | None
    numbers: tuple[int, ...]
    number: int | None
    search: str
    filters: GridFilters
    rows: QuerySet[Enrolment]

    @classmethod
    def by(cls, request: HttpRequest) -> "Chosen":
        """Two queries; what is asked for and isn't there is as if it weren't asked for."""
        known = tuple(cohort.pathways())
        pathway = next((row for row in known if str(row.pk) == request.GET.get("pathway")), next(iter(known), None))
        numbers = tuple(cohort.numbers(pathway)) if pathway else ()
        number = next((row for row in numbers if str(row) == request.GET.get("version")), None)
        search = request.GET.get("q", "")
        rows = cohort.found(cohort.listed().filter(pathway=pathway), search).order_by("person__display_name", "pk")
        if number is not None:
            rows = rows.filter(syllabus__number=number)
        filters = GridFilters(request.GET, queryset=rows, request=request)
        return cls(known, pathway, numbers, number, search, filters, filters.qs if filters.is_valid() else rows)

    @property
    def heads(self) -> list[cohort.Column]:
        return cohort.columns(self.pathway, self.number) if self.pathway else []


@method_decorator([may_see, require_safe], name="dispatch")
class GridView(Spreadsheet, View):
    """People and requirements: a sign and a word for each."""

    export_filename = "cohort"

    def get(self, request: MemberRequest) -> HttpResponseBase:
        at, chosen = timezone.now(), Chosen.by(request)
        self.unseen = unseen_by(request.user)
        self.heads = chosen.heads
        if self.is_export:
            return self._exported(chosen)
        page = Paginator(chosen.rows, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            "chosen": chosen,
            "heads": self.heads,
            "page": page,
            "rows": [cohort.grid_row(row, self.heads, unseen=self.unseen, at=at) for row in page],
            "may_correct": request.user.has_perm("progress.correct_enrolment"),
            "view": self,
        }
        return render(request, "progress/staff/grid.html", context)

    def _exported(self, chosen: Chosen) -> HttpResponseBase:
        names = [f"requirement_{number}" for number in range(len(self.heads))]
        self.list_export = ["person", "email", "institution", "version", "state", "began", "ready", *names]
        self.export_headings = _HEADINGS | {
            name: f"{head.title}: {head.sentence}" for name, head in zip(names, self.heads, strict=True)
        }
        answer: HttpResponseBase = self.as_spreadsheet(chosen.rows, self.request.GET["export"])
        return answer

    def rows_of(self, queryset: Any) -> Iterator[Any]:
        at = timezone.now()
        for row in super().rows_of(queryset):
            yield cohort.grid_row(row, self.heads, unseen=self.unseen, at=at)

    def row_of(self, item: cohort.Row) -> dict[str, Any]:
        cells = {f"requirement_{number}": _plain(row) for number, row in enumerate(item.cells)}
        return about(item.standing.enrolment) | cells


def _plain(row: cohort.Cell) -> str:
    return f"{row.word} ({row.so_far})" if row.so_far else row.word


_HEADINGS = {
    "person": _("Name"),
    "email": _("Address"),
    "institution": _("Institution"),
    "pathway": _("Training"),
    "version": _("Version"),
    "state": _("State"),
    "began": _("Began"),
    "ready": _("Ready to apply since"),
    "met": _("Requirements met"),
    "asked": _("Requirements asked"),
    "turns": _("Whose turn"),
    "steps": _("Waits for"),
}
HEADINGS = _HEADINGS


def about(row: Enrolment) -> dict[str, Any]:
    """What both spreadsheets say of a training."""
    person = row.person
    return {
        "person": str(person or ""),
        "email": person.email if person else "",
        "institution": str(person.institution or "") if person else "",
        "pathway": str(row.pathway),
        "version": row.syllabus.number,
        "state": row.get_state_display(),
        "began": row.enrolled_at,
        "ready": row.eligible_at or "",
    }


@may_see
@require_safe
def pace(request: MemberRequest) -> HttpResponse:
    """Where people are stuck, and how long it takes."""
    chosen, at = Chosen.by(request), timezone.now()
    going = chosen.rows.exclude(state=Enrolment.State.WITHDRAWN)
    found = cohort.cohort(going, chosen.heads, at=at)
    stuck = plots.stuck_plot(found.stuck, found.people, WHOSE_TURN)
    context = {
        "chosen": chosen,
        "found": found,
        "stuck": stuck,
        "rows_stuck": list(zip(found.stuck, stuck.rows, strict=True)),
        "paces": plots.pace_plot(found.pace),
        "turns": plots.turns_in(found.stuck, WHOSE_TURN),
        "fewest": cohort.FEWEST,
    }
    return render(request, "progress/staff/pace.html", context)
