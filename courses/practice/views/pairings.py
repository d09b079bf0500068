"""What people answer who are asked to co-lead or to observe."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import pairings
from courses.practice.models import Pairing
from courses.practice.views.parts import tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def pairing(request: MemberRequest, pk: int) -> HttpResponse:
    """The question, and the two answers to it. Three queries."""
    asked = get_object_or_404(queries.asked_of(request.user), pk=pk)
    return render(request, "practice/pairing.html", {"pairing": asked, "dialogue": asked.dialogue})


@login_required
@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Pairing, pk=pk, person=request.user)
    try:
        pairings.accept(pairing_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Thank you. The lead and the core group can count on you."))
    return redirect("practice:pairing", pk)


@login_required
@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Pairing, pk=pk, person=request.user)
    try:
        pairings.decline(pairing_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("That's fine, and no reason is needed. Somebody else will be asked."))
    return redirect("practice:list")
