"""The room: a dialogue while it is led."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import room
from courses.practice.models import Stage
from courses.practice.views.parts import led, tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def room_page(request: MemberRequest, pk: int) -> HttpResponse:
    return render(request, "practice/room.html", {"room": queries.room(led(request, pk))})


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
    led(request, pk)
    stage = request.POST.get("stage", "")
    if stage not in Stage.values:
        raise Http404
    try:
        room.begin_stage(dialogue_id=pk, stage=Stage(stage), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("practice:room", pk)


@login_required
@require_POST
def finish(request: MemberRequest, pk: int) -> HttpResponse:
    led(request, pk)
    try:
        room.finish(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
        return redirect("practice:room", pk)
    messages.success(request, _("You've led the whole hour. Take a breath before you write about it."))
    return redirect("practice:detail", pk)
