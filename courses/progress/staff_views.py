"""Staff's verbs for somebody's training."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.progress import engine
from courses.progress.actions import ledger
from courses.progress.forms import UndoForm, WaiverForm
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest

may_correct = permission_required("progress.correct_enrolment", raise_exception=True)


@may_correct
@recent_sign_in_required
@require_POST
def waive(request: MemberRequest, pk: int) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.select_related("syllabus"), pk=pk)
    form = WaiverForm(engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=timezone.now()), request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a requirement, and say why."))
        return redirect("trainings:inspect", pk)
    try:
        ledger.waive(enrolment_id=pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The requirement is waived. It stands in the history."))
    return redirect("trainings:inspect", pk)


@may_correct
@recent_sign_in_required
@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Enrolment, pk=pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the number of the entry, and say why."))
        return redirect("trainings:inspect", pk)
    try:
        ledger.undo(enrolment_id=pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The entry is taken back. What stood before it stands again."))
    return redirect("trainings:inspect", pk)
