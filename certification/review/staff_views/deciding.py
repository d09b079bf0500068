"""The reviewers' one verb."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certification.review import actions, queries
from certification.review.forms import ReviewForm
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@permission_required("review.decide_case", raise_exception=True)
@recent_sign_in_required
@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(queries.whole(), pk=pk)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.decide(case_id=pk, written=form.written(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Your decision is kept. Thank you for the care."))
            return redirect("cases:inspect", pk)
    context = {"object": case, "desk": queries.desk(case, request.user, at=timezone.now()), "form": form}
    return render(request, "review/staff/decide.html", context)
