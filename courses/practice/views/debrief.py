"""The debrief's page, and what is said and agreed on there."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import debrief as actions
from courses.practice.forms import AimForm, SayingForm
from courses.practice.models import Dialogue
from courses.practice.queries import Place
from courses.practice.views.parts import tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


def _met(request: MemberRequest, pk: int) -> tuple[Dialogue, Place]:
    """A held dialogue, and as what the reader comes to its debrief; else nothing is there."""
    dialogue = queries.dialogue_to_debrief(pk)
    place = queries.place_of(dialogue, request.user) if dialogue else None
    if dialogue is None or place is None:
        raise Http404
    return dialogue, place


def _page(
    request: MemberRequest, pk: int, *, saying: SayingForm | None = None, aim: AimForm | None = None
) -> HttpResponse:
    dialogue, place = _met(request, pk)
    page = queries.debrief_for(dialogue, request.user, place, at=timezone.now())
    forms = {"saying": saying or SayingForm(), "aim": aim or AimForm(initial={"aim": dialogue.next_aim})}
    return render(request, "practice/debrief.html", {"page": page, "dialogue": dialogue, **forms})


@login_required
@require_GET
def debrief(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@login_required
@require_POST
def say(request: MemberRequest, pk: int) -> HttpResponse:
    _met(request, pk)
    form = SayingForm(request.POST)
    if form.is_valid():
        try:
            actions.say(dialogue_id=pk, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            form.add_error("text", refusal.messages)
        else:
            messages.success(request, _("Said. Those who meet here can read it."))
            return redirect("practice:debrief", pk)
    return _page(request, pk, saying=form)


@login_required
@require_POST
def word_aim(request: MemberRequest, pk: int) -> HttpResponse:
    _met(request, pk)
    form = AimForm(request.POST)
    if form.is_valid():
        try:
            actions.word_aim(dialogue_id=pk, aim=form.cleaned_data["aim"], by=request.user)
        except Refused as refusal:
            form.add_error("aim", refusal.messages)
        else:
            messages.success(request, _("Kept. It stands once the other side has agreed."))
            return redirect("practice:debrief", pk)
    return _page(request, pk, aim=form)


@login_required
@require_POST
def agree_on_aim(request: MemberRequest, pk: int) -> HttpResponse:
    _met(request, pk)
    try:
        actions.agree_on_aim(dialogue_id=pk, seen=_moment(request.POST.get("seen", "")), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Agreed. It stands in the next plan as “watch me on”."))
    return redirect("practice:debrief", pk)


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
