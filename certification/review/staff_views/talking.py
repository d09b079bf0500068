"""Leave a note to the others, and ask the candidate."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certification.review import actions
from certification.review.forms import SayingForm
from certification.review.models import Case, Message
from certification.review.queries import Place
from certification.review.staff_views import screen
from lms.actions import Refused
from lms.people.requests import MemberRequest


@permission_required("review.decide_case", raise_exception=True)
@require_POST
@screen.for_readers
def note(request: MemberRequest, case: Case, place: Place) -> HttpResponse:
    form = SayingForm(request.POST, prefix="note", **screen.NOTE)
    if form.is_valid() and _said(request, case.pk, form, actions.note):
        messages.success(request, _("Your note is kept."))
        return redirect(reverse("cases:inspect", args=[case.pk]) + "#notes")
    return screen.again(request, case.pk, noting=form)


@permission_required("review.decide_case", raise_exception=True)
@require_POST
@screen.for_readers
def ask(request: MemberRequest, case: Case, place: Place) -> HttpResponse:
    form = SayingForm(request.POST, prefix="ask", **screen.QUESTION)
    if form.is_valid() and _said(request, case.pk, form, actions.ask_candidate):
        messages.success(request, _("Your question is on its way. You get a mail once they have answered."))
        return redirect(reverse("cases:inspect", args=[case.pk]) + "#talk")
    return screen.again(request, case.pk, asking=form)


def _said(request: MemberRequest, pk: int, form: SayingForm, verb: Callable[..., Message]) -> bool:
    """Whether it is kept; if not, the form says why."""
    try:
        verb(case_id=pk, text=form.cleaned_data["text"], by=request.user)
    except Refused as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True
