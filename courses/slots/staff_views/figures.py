"""How the season goes: figures as plots with their tables, and each of them to take along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.slots import figures as made
from courses.slots.forms.figures import FiguresForm
from courses.slots.staff_views.gates import may_see
from lms.web.spreadsheets import table_file


@may_see
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    form = FiguresForm(request.GET, at=timezone.now())
    found = made.of(form.period) if form.is_valid() else ()
    return render(request, "slots/staff/figures.html", {"form": form, "figures": found})


@may_see
@require_safe
def table(request: HttpRequest, figure: str) -> HttpResponse:
    """What can't be read leads back to the page, where it stands at its field."""
    form = FiguresForm(request.GET, at=timezone.now())
    if not form.is_valid():
        return redirect(reverse("sessions:figures") + f"?{request.GET.urlencode()}")
    found = made.MAKE[figure](form.period)
    return table_file(f"sessions-{found.code}", found.header, found.rows)
