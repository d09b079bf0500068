"""One verb for several sessions: choose them, say what, look ahead, and do it for all or for those that can."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.slots.actions import seasons, together
from courses.slots.actions.together import Line, Outcome
from courses.slots.forms import ACTS, ActForm, CopyForm, answers_in
from courses.slots.models import Slot
from courses.slots.staff_views.filters import SlotFilters
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.web.numbers import sent_number

reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


@may_run
@reads_and_posts
def choose(request: MemberRequest) -> HttpResponse:
    """Those that the list shows, those of a series, or those that were ticked before."""
    return _choosing(request)


@may_run
@require_POST
def say(request: MemberRequest, act: str) -> HttpResponse:
    """What is said of them; whoever comes back to change it finds what they wrote."""
    slots = _ticked(request)
    if not slots:
        return _choosing(request, _("Nothing is ticked. Tick at least one session."))
    form = _form_of(act)(request.POST if "said" in request.POST else None)
    return _saying(request, act, form, slots)


@may_run
@require_POST
def look_ahead(request: MemberRequest, act: str) -> HttpResponse:
    """What would change, and what not and why; nothing is written."""
    form, slots = _form_of(act)(request.POST), _ticked(request)
    if not slots:
        return _choosing(request, _("Nothing is ticked. Tick at least one session."))
    if not form.is_valid():
        return _saying(request, act, form, slots)
    return _ahead(request, act, form, slots)


@may_run
@require_POST
def do_all(request: MemberRequest, act: str) -> HttpResponse:
    return _do(request, act, together.carry_out_all)


@may_run
@require_POST
def do_some(request: MemberRequest, act: str) -> HttpResponse:
    return _do(request, act, together.carry_out_some)


def _do(request: MemberRequest, act: str, verb: Callable[..., list[Line]]) -> HttpResponse:
    form, slots = _form_of(act)(request.POST), _ticked(request)
    if not slots:
        return _choosing(request, _("Nothing is ticked. Tick at least one session."))
    if not form.is_valid():
        return _saying(request, act, form, slots)
    try:
        lines = verb(act=form.act(), slot_ids=[slot.pk for slot in slots], by=request.user)
    except Refused as refusal:
        return _ahead(request, act, form, slots, problems=refusal.messages)
    done = sum(line.outcome is Outcome.CHANGES for line in lines)
    words = ngettext("Done for %(count)d session.", "Done for %(count)d sessions.", done)
    messages.success(request, words % {"count": done})
    return redirect("sessions:index")


@may_run
@require_POST
def copy_say(request: MemberRequest) -> HttpResponse:
    """When the first of the copies starts."""
    slots = _ticked(request)
    if not slots:
        return _choosing(request, _("Nothing is ticked. Tick at least one session."))
    return _copying(request, CopyForm(request.POST if "said" in request.POST else None), slots)


@may_run
@require_POST
def copy_ahead(request: MemberRequest) -> HttpResponse:
    """The dates that it comes to; nothing is written."""
    return _copy(request, _copies_ahead)


@may_run
@require_POST
def copy_do(request: MemberRequest) -> HttpResponse:
    return _copy(request, _copies_kept)


def _copy(request: MemberRequest, then: Callable[..., HttpResponse]) -> HttpResponse:
    form, slots = CopyForm(request.POST), _ticked(request)
    if not slots:
        return _choosing(request, _("Nothing is ticked. Tick at least one session."))
    return then(request, form, slots) if form.is_valid() else _copying(request, form, slots)


def _copies_kept(request: MemberRequest, form: CopyForm, slots: Sequence[Any]) -> HttpResponse:
    numbers, first = [slot.pk for slot in slots], form.cleaned_data["first"]
    try:
        planned = seasons.copy(slot_ids=numbers, first=first, answers=answers_in(request.POST), by=request.user)
    except Refused as refusal:
        return _copies_ahead(request, form, slots, problems=refusal.messages)
    words = _("Planned as drafts: %(count)d. Nobody sees them until you publish them.")
    messages.success(request, words % {"count": len(planned)})
    return redirect("sessions:index")


def _copies_ahead(
    request: HttpRequest, form: CopyForm, slots: Sequence[Any], *, problems: Sequence[str] = ()
) -> HttpResponse:
    copies = seasons.copies(slots, first=form.cleaned_data["first"], answers=answers_in(request.POST))
    context = {
        "form": form,
        "slots": slots,
        "rows": seasons.foresee_copies(copies),
        "problems": problems,
        "title": _("Copy to new dates"),
        "verbs": [(reverse("sessions:copy_do"), _("Plan these %(count)d as drafts") % {"count": len(copies)})],
        "back": reverse("sessions:copy_say"),
    }
    return render(request, "slots/staff/ahead.html", context, status=409 if problems else 200)


def _copying(request: HttpRequest, form: CopyForm, slots: Sequence[Any]) -> HttpResponse:
    context = {
        "form": form,
        "slots": slots,
        "title": _("Copy to new dates"),
        "lead": _("The copies are drafts with the same words, hosts and seats. Nobody who signed up is copied."),
        "address": reverse("sessions:copy_ahead"),
    }
    return render(request, "slots/staff/say.html", context)


def _form_of(act: str) -> type[ActForm]:
    if act not in ACTS:
        raise Http404
    return ACTS[act]


def _numbers(request: HttpRequest) -> list[int]:
    sent = request.POST.getlist("slot")
    return [number for number in map(sent_number, sent) if number is not None][: together.MOST]


def _ticked(request: HttpRequest) -> list[Any]:
    numbers = _numbers(request)
    return list(together.chosen(numbers)) if numbers else []


def _choosing(request: HttpRequest, problem: str = "") -> HttpResponse:
    ticked = _numbers(request)
    rows = together.chosen(ticked) if ticked else _narrowed(request)
    found = list(rows[: together.MOST + 1])
    context = {
        "slots": found[: together.MOST],
        "more": len(found) > together.MOST,
        "most": together.MOST,
        "all_ticked": bool(ticked) or bool(request.GET),
        "acts": [(_begins(name), form.label) for name, form in ACTS.items()],
        "problem": problem,
    }
    return render(request, "slots/staff/together.html", context, status=422 if problem else 200)


def _begins(act: str) -> str:
    """Where there is nothing to say, the look ahead comes first."""
    return reverse("sessions:say" if ACTS[act].base_fields else "sessions:look_ahead", args=[act])


def _narrowed(request: HttpRequest) -> Any:
    rows = Slot.objects.with_counts().select_related("host", "series").order_by("-starts_at", "-pk")
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(title__icontains=words)
    if (series := sent_number(request.GET.get("series", ""))) is not None:
        rows = rows.filter(series=series)
    filters = SlotFilters(request.GET, queryset=rows, request=request)
    return filters.qs if filters.is_valid() else rows


def _saying(request: HttpRequest, act: str, form: ActForm, slots: Sequence[Any]) -> HttpResponse:
    context = {
        "form": form,
        "slots": slots,
        "title": form.title,
        "danger": form.danger,
        "address": reverse("sessions:look_ahead", args=[act]),
    }
    return render(request, "slots/staff/say.html", context)


def _ahead(
    request: HttpRequest, act: str, form: ActForm, slots: Sequence[Any], *, problems: Sequence[str] = ()
) -> HttpResponse:
    lines = together.foresee(form.act(), slots, at=timezone.now())
    changing = sum(line.outcome is Outcome.CHANGES for line in lines)
    refused = any(line.outcome is Outcome.REFUSED for line in lines)
    words = ngettext("Do it for %(count)d session", "Do it for %(count)d sessions", changing)
    if refused:
        words = ngettext("Do it for the one that can", "Do it for the %(count)d that can", changing)
    context = {
        "form": form,
        "lines": lines,
        "title": form.title,
        "danger": form.danger,
        "problems": problems,
        "changing": changing,
        "address": reverse("sessions:do_some" if refused else "sessions:do_all", args=[act]),
        "label": words % {"count": changing},
        "back": reverse("sessions:say", args=[act]) if form.fields else reverse("sessions:together"),
    }
    return render(request, "slots/staff/together_ahead.html", context, status=409 if problems else 200)
