"""Cast a vote, and change it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certification.review import actions, queries
from certification.review.forms import ChangedReviewForm, ReviewForm
from certification.review.models import Case
from certification.review.queries import Place
from certification.review.rules import Reason
from certification.review.staff_views import screen
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@permission_required("review.decide_case", raise_exception=True)
@recent_sign_in_required
@require_POST
@screen.for_readers
def decide(request: MemberRequest, case: Case, place: Place) -> HttpResponse:
    form = ReviewForm(request.POST, **_depends_on(case))
    if form.is_valid() and _carried_out(request, case.pk, form, actions.decide):
        messages.success(request, _("Your decision is kept. Thank you for the care."))
        return to_decision(case.pk)
    return screen.again(request, case.pk, form=form)


@permission_required("review.decide_case", raise_exception=True)
@recent_sign_in_required
@require_POST
@screen.for_readers
def change(request: MemberRequest, case: Case, place: Place) -> HttpResponse:
    form = ChangedReviewForm(request.POST, **_depends_on(case))
    if form.is_valid() and _carried_out(request, case.pk, form, actions.change_vote):
        messages.success(request, _("Your decision is changed. The earlier one stays readable."))
        return to_decision(case.pk)
    return screen.again(request, case.pk, changing=form)


def to_decision(pk: int) -> HttpResponse:
    return redirect(reverse("cases:inspect", args=[pk]) + "#decision")


def _depends_on(case: Case) -> dict[str, Any]:
    """Two queries."""
    return screen.of_case(case, queries.round_of(case), list(queries.asks_before(case)))


def _carried_out(request: MemberRequest, pk: int, form: ReviewForm, verb: Callable[..., Case]) -> bool:
    """Whether the vote is kept; if not, the form says why at its fields."""
    try:
        verb(case_id=pk, written=form.written(), by=request.user)
    except Refused as refusal:
        form.refuse(refusal)
        form.moved = Reason.EVIDENCE_MOVED in refusal.reasons
        return False
    return True
