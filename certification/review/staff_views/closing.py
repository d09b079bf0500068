"""Tell the candidate what a round came to: look at it first, then send it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certification.review import actions, queries
from certification.review.forms import ClosingForm
from certification.review.models import Case
from certification.review.queries import Place
from certification.review.staff_views import screen
from certification.review.staff_views.deciding import to_decision
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@permission_required("review.decide_case", raise_exception=True)
@require_POST
@screen.for_readers
def preview(request: MemberRequest, case: Case, place: Place) -> HttpResponse:
    """What the candidate would read, beside the form; nothing is kept."""
    form = _form(request, case, place)
    form.shown = form.is_valid()
    return screen.again(request, case.pk, closing=form)


@permission_required("review.decide_case", raise_exception=True)
@recent_sign_in_required
@require_POST
@screen.for_readers
def close(request: MemberRequest, case: Case, place: Place) -> HttpResponse:
    form = _form(request, case, place)
    if form.is_valid() and _carried_out(request, case.pk, form):
        messages.success(request, _("The candidate is told. Thank you for the words."))
        return to_decision(case.pk)
    return screen.again(request, case.pk, closing=form)


def _form(request: MemberRequest, case: Case, place: Place) -> ClosingForm:
    ballot = queries.ballot(case, request.user, place)
    return ClosingForm(request.POST, **screen.of_ballot(ballot))


def _carried_out(request: MemberRequest, pk: int, form: ClosingForm) -> bool:
    """Whether the round is closed; if not, the form says why at its fields."""
    told = form.cleaned_data
    try:
        actions.close(
            case_id=pk,
            asks=[ask.pk for ask in form.chosen()],
            letter=told["letter"],
            way_forward=told["way_forward"],
            apply_again_from=told.get("apply_again_from"),
            by=request.user,
            clock=timezone.now,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
