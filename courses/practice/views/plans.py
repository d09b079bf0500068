"""Plans: a new one, a changed one, what is said about it, and the sheet to lead by."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.practice import queries
from courses.practice.actions import comments, plans
from courses.practice.forms import BeginForm, CommentForm, PlanForm, initial_of, own_time_of
from courses.practice.models import Dialogue
from courses.practice.queries import Details
from courses.practice.views.parts import enrolment_of, talk_about, tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: MemberRequest) -> HttpResponse:
    person, code = request.user, request.GET.get("begin", "")
    enrolment = enrolment_of(person)
    if enrolment is None:
        return render(request, "practice/not_enrolled.html")
    begun = queries.beginning(person, code)
    details = begun.details if begun else Details(language=person.language)
    initial = initial_of(details) | {"topic": begun.topic if begun else "", "zone": person.time_zone}
    initial |= {"aim": queries.agreed_aim_of(person)}
    sessions = queries.sessions_to_lead_in(person, at=timezone.now())
    form = PlanForm(sessions, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            dialogue = plans.propose(enrolment=enrolment, details=form.details(details), by=person, **_agreed(form))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your plan is with the core group. They look at it and find an observer."))
            return redirect(dialogue)
    beginnings = queries.beginnings(person)
    context = {"form": form, "beginnings": beginnings, "begin": BeginForm(beginnings, initial={"begin": code})}
    return render(request, "practice/propose.html", context | {"begun": begun, "gone": bool(code) and begun is None})


@login_required
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    own = queries.whole().filter(enrolment__person=request.user)
    dialogue = get_object_or_404(own, pk=pk)
    details = queries.details_of(dialogue)
    sessions = queries.sessions_to_lead_in(request.user, at=timezone.now())
    if dialogue.slot is not None and dialogue.slot not in sessions:
        sessions = [dialogue.slot, *sessions]
    initial = initial_of(details) | own_time_of(dialogue.starts_at, dialogue.zone)
    initial |= {"topic": dialogue.topic, "aim": dialogue.aim}
    form = PlanForm(sessions, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plans.change(dialogue_id=pk, details=form.details(details), by=request.user, **_agreed(form))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your plan is changed."))
            return redirect(dialogue)
    return render(request, "practice/change.html", {"form": form, "dialogue": dialogue})


def _agreed(form: PlanForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("topic", "aim", "starts_at", "zone")}


@login_required
@require_GET
def read(request: MemberRequest, pk: int) -> HttpResponse:
    """A plan as those read it who don't lead it."""
    return _page(request, get_object_or_404(queries.readable_by(request.user), pk=pk))


@login_required
@require_GET
def sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """One dialogue on paper."""
    dialogue = get_object_or_404(queries.readable_by(request.user), pk=pk)
    context = {"dialogue": dialogue, "told": queries.details_of(dialogue), "rows": queries.run_sheet(dialogue)}
    return render(request, "practice/sheet.html", context)


@login_required
@require_POST
def comment(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(queries.readable_by(request.user), pk=pk)
    if not queries.talks_about(dialogue, request.user):
        raise Http404
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, dialogue, comment_form=form)
    try:
        comments.say(dialogue_id=pk, text=form.cleaned_data["text"], by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Said. The other side has a mail."))
    leads = queries.is_lead(dialogue, request.user)
    return redirect("practice:detail" if leads else "practice:plan", pk)


def _page(request: MemberRequest, dialogue: Dialogue, **more: Any) -> HttpResponse:
    context = {"dialogue": dialogue, "told": queries.details_of(dialogue)}
    return render(request, "practice/plan.html", context | talk_about(dialogue, request.user) | more)
