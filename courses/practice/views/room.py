"""The room: a dialogue while it is led."""

from secrets import randbelow
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import breakouts, notes, room
from courses.practice.forms import GroupsForm, JottedForm
from courses.practice.models import Dialogue, Stage
from courses.practice.views.parts import tell
from lms.actions import Refused
from lms.people.requests import MemberRequest

SEEDS = 2**31


@login_required
@require_GET
def room_page(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _entered(request, pk))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def state(request: MemberRequest, pk: int) -> HttpResponse:
    """How the room stands, for the devices of its leads and of observers who said yes."""
    dialogue = get_object_or_404(queries.seen_by(request.user), pk=pk)
    return JsonResponse(queries.RoomState(queries.room(dialogue), timezone.now()).as_json())


@login_required
@require_POST
def begin_stage(request: MemberRequest, pk: int) -> HttpResponse:
    _entered(request, pk)
    try:
        room.begin_stage(dialogue_id=pk, stage=_stage(request), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("practice:room", pk)


@login_required
@require_POST
def go_back(request: MemberRequest, pk: int) -> HttpResponse:
    _entered(request, pk)
    try:
        room.go_back(dialogue_id=pk, stage=_stage(request), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("practice:room", pk)


@login_required
@require_POST
def finish(request: MemberRequest, pk: int) -> HttpResponse:
    _entered(request, pk)
    try:
        room.finish(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
        return redirect("practice:room", pk)
    messages.success(request, _("You've led the whole hour. Take a breath before you write about it."))
    return redirect("practice:detail", pk)


@login_required
@require_POST
def end_early(request: MemberRequest, pk: int) -> HttpResponse:
    _entered(request, pk)
    try:
        room.end_early(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
        return redirect("practice:room", pk)
    messages.success(request, _("The dialogue has ended here. What you led counts, and you can lead the rest later."))
    return redirect("practice:detail", pk)


@login_required
@require_POST
def make_groups(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = _entered(request, pk)
    form = GroupsForm(request.POST, known=len(queries.members_of(dialogue)))
    if not form.is_valid():
        return _page(request, dialogue, groups_form=form)
    try:
        breakouts.make(dialogue_id=pk, seed=randbelow(SEEDS), by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("n", refusal.messages)
        return _page(request, dialogue, groups_form=form)
    return _back_to(pk, "groups")


@login_required
@require_POST
def mix_again(request: MemberRequest, pk: int) -> HttpResponse:
    _entered(request, pk)
    try:
        breakouts.mix_again(dialogue_id=pk, seed=randbelow(SEEDS), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return _back_to(pk, "groups")


@login_required
@require_POST
def jot(request: MemberRequest, pk: int) -> HttpResponse:
    """A lead's note from the plain form: parked, or their own."""
    _entered(request, pk)
    form = JottedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a few words first."))
        return redirect("practice:room", pk)
    try:
        notes.write(dialogue_id=pk, noted_at=timezone.now(), key=uuid4(), by=request.user, **form.cleaned_data)
    except Refused as refusal:
        tell(request, refusal)
    return _back_to(pk, form.cleaned_data["kind"])


def _entered(request: MemberRequest, pk: int) -> Dialogue:
    """A dialogue that the reader leads; else nothing is there."""
    return get_object_or_404(queries.in_room_of(request.user), pk=pk)


def _back_to(pk: int, part: str) -> HttpResponse:
    return redirect(f"{reverse('practice:room', args=[pk])}#{part}")


def _stage(request: MemberRequest) -> Stage:
    stage = request.POST.get("stage", "")
    if stage not in Stage.values:
        raise Http404
    return Stage(stage)


def _page(request: MemberRequest, dialogue: Dialogue, groups_form: GroupsForm | None = None) -> HttpResponse:
    show = queries.leads_room(dialogue, request.user, at=timezone.now())
    if groups_form is None:
        planned = next((row.group_size for row in dialogue.plan.all() if row.stage == Stage.BREAKOUT), None)
        groups_form = GroupsForm(known=show.here, initial={"n": planned or 4})
    return render(request, "practice/room.html", {"show": show, "groups_form": groups_form})
