"""A person's dialogues: all of them, one of them, a new one, and one that is called off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.practice import queries
from courses.practice.actions import plans
from courses.practice.forms import ProposalForm
from courses.practice.views.parts import led, tell
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    return render(
        request,
        "practice/list.html",
        {"led": queries.led_by(request.user), "to_observe": queries.to_observe(request.user)},
    )


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: MemberRequest) -> HttpResponse:
    enrolment = Enrolment.objects.filter(person=request.user).order_by("-pk").first()
    if enrolment is None:
        return render(request, "practice/not_enrolled.html")
    form = ProposalForm(
        request.POST or None, initial={"zone": request.user.time_zone, "aim": queries.agreed_aim_of(request.user)}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            dialogue = plans.propose(
                enrolment=enrolment,
                topic=data["topic"],
                aim=data["aim"],
                starts_at=data["starts_at"],
                zone=data["zone"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("when", refusal.messages)
        else:
            messages.success(request, _("Your plan is with the core group. They look at it and find an observer."))
            return redirect(dialogue)
    return render(request, "practice/propose.html", {"form": form})


@login_required
@require_GET
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = led(request, pk)
    return render(request, "practice/detail.html", {"dialogue": dialogue, "room": queries.room(dialogue)})


@login_required
@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    led(request, pk)
    try:
        plans.cancel(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("The dialogue is called off, and your observers know."))
    return redirect("practice:detail", pk)
