"""One verb for several people: choose them, say what, look ahead, do it, and read what came of it for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses.progress import forms
from courses.progress.actions import bulk
from courses.progress.models import Enrolment
from courses.progress.queries import cohort
from courses.progress.staff_views.filters import TrainingFilters
from courses.progress.staff_views.gates import may_correct, recent_when_posting
from courses.progress.unseen import unseen_by
from courses.progress.words import sentence
from lms.people.requests import MemberRequest
from lms.web.numbers import sent_number

reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done for several people, and what the button says."""

    name: str
    title: Promise
    label: Promise

    @property
    def say(self) -> str:
        return reverse(f"trainings:together_{self.name}_say")

    @property
    def ahead(self) -> str:
        return reverse(f"trainings:together_{self.name}_ahead")

    @property
    def do(self) -> str:
        return reverse(f"trainings:together_{self.name}_do")


VERBS = {
    "session": Verb("session", _("Note that they were in a session"), _("They were in a session …")),
    "chat": Verb("chat", _("Note that they took part in a chat"), _("They took part in a chat …")),
    "co_lead": Verb("co_lead", _("Note that they led a chat with somebody"), _("They led a chat with somebody …")),
    "waive": Verb("waive", _("Waive a requirement for them"), _("Waive a requirement …")),
}
RECORDS = {kind: forms.RECORD_FORMS[kind] for kind in ("session", "chat", "co_lead")}


@may_correct
@reads_and_posts
def choose(request: MemberRequest) -> HttpResponse:
    """Those that the list or the grid shows, or those that were ticked there."""
    return _choosing(request)


def _choosing(request: MemberRequest, problem: str = "") -> HttpResponse:
    ticked = _numbers(request)
    rows = cohort.chosen(ticked) if ticked else _narrowed(request)
    at, unseen = timezone.now(), unseen_by(request.user)
    context = {
        "rows": [cohort.standing(row, unseen=unseen, at=at) for row in rows[: bulk.MOST]],
        "more": not ticked and rows[bulk.MOST : bulk.MOST + 1].exists(),
        "all_ticked": bool(ticked) or len(request.GET) > 0,
        "most": bulk.MOST,
        "verbs": VERBS.values(),
        "problem": problem,
    }
    status = 422 if problem and request.method == "POST" else 200
    return render(request, "progress/staff/together.html", context, status=status)


def _narrowed(request: HttpRequest) -> Any:
    rows = cohort.found(cohort.listed(), request.GET.get("q", "")).order_by("person__display_name", "pk")
    filters = TrainingFilters(request.GET, queryset=rows, request=request)
    return filters.qs if filters.is_valid() else rows


def _numbers(request: HttpRequest) -> list[int]:
    sent = request.POST.getlist("training")
    return [number for number in map(sent_number, sent) if number is not None]


@may_correct
@reads_and_posts
def say(request: MemberRequest, verb: str) -> HttpResponse:
    """What is said of those who were chosen; whoever comes back to change it finds what they wrote."""
    if problem := _problem(request):
        return _choosing(request, problem)
    rows = _rows(request)
    return _saying(request, verb, rows, _form(verb, rows, request.POST if "because" in request.POST else None))


@may_correct
@reads_and_posts
def look_ahead(request: MemberRequest, verb: str) -> HttpResponse:
    """Who would be changed, and who not and why; nothing is written."""
    if problem := _problem(request):
        return _choosing(request, problem)
    rows = _rows(request)
    form = _form(verb, rows, request.POST)
    if not form.is_valid():
        return _saying(request, verb, rows, form)
    foreseen = bulk.foresee(_act(form), rows, by=request.user, at=timezone.now())
    changing = sum(row.outcome is bulk.Outcome.DONE for row in foreseen)
    words = ngettext("Do it for %(count)d person", "Do it for %(count)d people", changing) % {"count": changing}
    context = {"verb": VERBS[verb], "form": form, "results": foreseen, "changing": changing, "label": words}
    return render(request, "progress/staff/together_ahead.html", context)


@may_correct
@recent_when_posting
@reads_and_posts
def carry_out(request: MemberRequest, verb: str) -> HttpResponse:
    """Person by person; sent twice, it changes nothing the second time and says so."""
    if problem := _problem(request):
        return _choosing(request, problem)
    rows = _rows(request)
    form = _form(verb, rows, request.POST)
    if not form.is_valid():
        return _saying(request, verb, rows, form)
    results = bulk.carry_out(_act(form), rows, by=request.user)
    done = sum(row.outcome is bulk.Outcome.DONE for row in results)
    words = ngettext("Done for %(count)d person.", "Done for %(count)d people.", done) % {"count": done}
    context = {"verb": VERBS[verb], "results": results, "words": words, "done": done}
    return render(request, "progress/staff/together_done.html", context)


def _problem(request: HttpRequest) -> str:
    """Why these people can't be worked on at once; nothing if they can."""
    if request.method != "POST":
        return str(_("Please choose the people first."))
    numbers = _numbers(request)
    if not numbers:
        return str(_("Nobody is ticked. Tick at least one person."))
    if len(numbers) > bulk.MOST:
        return str(_("These are more than %(most)d people. Please tick fewer.") % {"most": bulk.MOST})
    return ""


def _rows(request: HttpRequest) -> list[Enrolment]:
    return list(cohort.chosen(_numbers(request)))


def _form(verb: str, rows: Sequence[Enrolment], sent: Any) -> forms.RecordForm | forms.RequirementForm:
    if verb in RECORDS:
        return RECORDS[verb](None, sent)
    asked: dict[str, str] = {}
    for row in rows:
        for each in row.syllabus.plan.all_requirements:
            asked.setdefault(each.key, sentence(each, row.syllabus.plan.titles))
    return forms.RequirementForm([*asked.items()], sent)


def _act(form: forms.RecordForm | forms.RequirementForm) -> bulk.Act:
    because = form.cleaned_data["because"]
    if isinstance(form, forms.RecordForm):
        return bulk.Note(form.account(), because, form.cleaned_data["key"])
    return bulk.Waive(form.cleaned_data["requirement"], because)


def _saying(
    request: HttpRequest, verb: str, rows: Sequence[Enrolment], form: forms.RecordForm | forms.RequirementForm
) -> HttpResponse:
    context = {"verb": VERBS[verb], "form": form, "rows": rows}
    return render(request, "progress/staff/together_say.html", context, status=422 if form.is_bound else 200)
