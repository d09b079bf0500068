"""Plans that people in training share with each other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import sharing
from courses.practice.forms import SharingForm
from courses.practice.views.parts import enrolment_of, led, tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """Shared plans, for people in training and the core group."""
    if not _may_read(request):
        return render(request, "practice/not_enrolled.html")
    return render(request, "practice/shared.html", {"plans": queries.shared_plans()})


@login_required
@require_GET
def shared_plan(request: MemberRequest, pk: int) -> HttpResponse:
    if not _may_read(request):
        raise Http404
    plan = get_object_or_404(queries.shared_plans().prefetch_related("plan"), pk=pk)
    return render(request, "practice/shared_plan.html", {"plan": plan, "told": queries.details_of(plan)})


@login_required
@require_POST
def share(request: MemberRequest, pk: int) -> HttpResponse:
    led(request, pk)
    form = SharingForm(request.POST)
    form.is_valid()
    try:
        sharing.share(dialogue_id=pk, by_name=form.cleaned_data["by_name"], by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Shared. Others can begin from your plan; what they make of it is theirs."))
    return redirect("practice:detail", pk)


@login_required
@require_POST
def stop(request: MemberRequest, pk: int) -> HttpResponse:
    led(request, pk)
    try:
        sharing.stop(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Your plan is shared no longer. What others began from it stays theirs."))
    return redirect("practice:detail", pk)


def _may_read(request: MemberRequest) -> bool:
    return enrolment_of(request.user) is not None or request.user.has_perm(queries.CLEARS)
