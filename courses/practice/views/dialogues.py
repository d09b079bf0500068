"""A person's dialogues: all of them, one of them, and one that is called off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import plans
from courses.practice.forms import SharingForm
from courses.practice.views.parts import led, talk_about, tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    return render(
        request,
        "practice/list.html",
        {
            "led": queries.led_by(request.user),
            "to_observe": queries.to_observe(request.user),
            "mentored": queries.mentored_by(request.user),
        },
    )


@login_required
@require_GET
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = led(request, pk)
    context = {
        "dialogue": dialogue,
        "room": queries.room(dialogue),
        "told": queries.details_of(dialogue),
        "planned_it": dialogue.enrolment.person_id == request.user.pk,
        "sharing": SharingForm(initial={"by_name": dialogue.shared_by_name}),
    }
    return render(request, "practice/detail.html", context | talk_about(dialogue, request.user))


@login_required
@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    led(request, pk)
    try:
        plans.cancel(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("The dialogue is called off, and whoever had a part in it knows."))
    return redirect("practice:detail", pk)
