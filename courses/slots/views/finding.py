"""Where sessions are found: the list, and the calendar of a month."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from courses.slots import queries
from courses.slots.forms import FindingForm
from courses.slots.forms.fields import month_of
from lms.web.kept import kept

PER_PAGE = 20
# Seats are told on these pages: whoever comes without an account reads what was true so long ago at most.
SEATS_SECONDS = 10


@require_safe
@kept(seconds=SEATS_SECONDS)
def index(request: HttpRequest) -> HttpResponse:
    at, form = timezone.now(), _form(request)
    rows = queries.found(queries.coming(request.user, at), form.wishes, reader=request.user, at=at)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "sessions": queries.seen(page, request.user, at), "form": form, "query": _query(form)}
    return render(request, "slots/list.html", context)


@require_safe
@kept(seconds=SEATS_SECONDS)
def month(request: HttpRequest, year: int | None = None, number: int | None = None) -> HttpResponse:
    """A month; without one the present."""
    at, form = timezone.now(), _form(request)
    first = timezone.localdate(at).replace(day=1) if year is None or number is None else month_of(year, number)
    if first is None:
        raise Http404
    rows = queries.found(queries.sessions(request.user).taking_place(), form.wishes, reader=request.user, at=at)
    shown = queries.month(first, rows, reader=request.user, at=at)
    return render(request, "slots/month.html", {"month": shown, "form": form, "query": _query(form)})


def _form(request: HttpRequest) -> FindingForm:
    return FindingForm(request.GET, signed_in=request.user.is_authenticated)


def _query(form: FindingForm) -> str:
    """What is looked for, as it is carried on to the other months and pages."""
    kept = [(name, form.data[name]) for name in form.fields if form.data.get(name)]
    return f"?{urlencode(kept)}" if kept else ""
