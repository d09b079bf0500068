"""Planning sessions: one, or a season of them in the same form, looked at before it is kept."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.slots.actions import scheduling, seasons
from courses.slots.forms import SeasonForm, usual_for
from courses.slots.models import Slot
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.people.requests import MemberRequest


@may_run
@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest) -> HttpResponse:
    """One session is kept as a draft at once; several are looked at first."""
    form = _typed(request)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form)
    if form.is_season:
        return _ahead(request, form)
    [draft], [seen] = form.drafts(), form.foreseen()
    slot = scheduling.plan(
        slot=draft.slot,
        capacity=draft.capacity,
        by=request.user,
        facilitators=draft.facilitators,
        materials=draft.materials,
    )
    messages.success(request, _("Planned as a draft. Nobody sees it until you publish it."))
    for other in seen.clashes:
        words = _("%(host)s hosts “%(title)s” at the same time.")
        messages.warning(request, words % {"host": slot.host, "title": other.title})
    return redirect("sessions:roster", slot.pk)


@may_run
@require_POST
def plan_again(request: MemberRequest) -> HttpResponse:
    """Back from looking ahead to what was written."""
    return _form(request, _typed(request))


@may_run
@require_POST
def season(request: MemberRequest) -> HttpResponse:
    words = _("Planned as drafts: %(count)d. Nobody sees them until you publish them.")
    return _keep(request, seasons.plan, words)


@may_run
@require_POST
def season_published(request: MemberRequest) -> HttpResponse:
    words = _("Planned and published: %(count)d. People can find them now.")
    return _keep(request, seasons.plan_and_publish, words)


def _keep(request: MemberRequest, verb: Callable[..., Sequence[Slot]], words: str) -> HttpResponse:
    form = _typed(request)
    if not form.is_valid():
        return _form(request, form)
    if form.asks:
        return _ahead(request, form, problems=[_("Please say first which time is meant.")])
    try:
        planned = verb(drafts=form.drafts(), rhythm=form.rhythm, by=request.user)
    except Refused as refusal:
        return _ahead(request, form, problems=refusal.messages)
    messages.success(request, words % {"count": len(planned)})
    return redirect("sessions:index")


def _typed(request: MemberRequest) -> SeasonForm:
    asked = request.GET.get("kind", "")
    kind = asked if asked in Slot.Kind.values else Slot.Kind.TRAINING.value
    usual = usual_for(kind, by=request.user)
    # Who comes from the page that the session is for has named it there.
    if title := request.GET.get("title", "").strip():
        usual["title"] = title[: Slot._meta.get_field("title").max_length]
    return SeasonForm(request.POST or None, initial=usual)


def _form(request: MemberRequest, form: SeasonForm) -> HttpResponse:
    context = {"form": form, "title": _("Plan a session"), "label": _("Keep as a draft"), "kinds": Slot.Kind.choices}
    return render(request, "slots/staff/plan.html", context)


def _ahead(request: MemberRequest, form: SeasonForm, *, problems: Sequence[str] = ()) -> HttpResponse:
    rows = form.foreseen()
    count = {"count": len(rows)}
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "problems": problems,
        "title": ngettext("Plan %(count)d session", "Plan %(count)d sessions", len(rows)) % count,
        "verbs": [
            (reverse("sessions:season"), _("Plan these %(count)d as drafts") % count),
            (reverse("sessions:season_published"), _("Plan and publish them")),
        ],
        "back": reverse("sessions:plan_again"),
    }
    return render(request, "slots/staff/ahead.html", context, status=409 if problems else 200)
