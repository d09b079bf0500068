"""The candidate's pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from certification.review import actions, queries
from certification.review.actions.applying import Named
from certification.review.forms import ApplicationForm
from certification.review.models import Case
from courses.progress.models import Enrolment
from courses.progress.queries import enrolments
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "POST"])
def apply(request: MemberRequest, slug: str) -> HttpResponse:
    enrolment = _own(request, slug)
    case = queries.current_case(enrolment)
    if case and ((case.is_open and case.state != Case.State.CHANGES_REQUESTED) or case.state == Case.State.APPROVED):
        return redirect("review:status", slug)
    initial = {"printed_name": request.user.display_name, "pronouns": request.user.pronouns}
    form = ApplicationForm(request.POST or None, instance=case, initial={} if case else initial)
    if request.method == "POST" and form.is_valid():
        motivation = form.cleaned_data.pop("motivation")
        try:
            actions.apply(
                enrolment_id=enrolment.pk, named=Named(**form.cleaned_data), motivation=motivation, by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Your application is with the core group. You hear from us either way."))
            return redirect("review:status", slug)
    context = {"enrolment": enrolment, "form": form, "case": case}
    return render(request, "review/apply.html", context)


@login_required
@require_GET
def status(request: MemberRequest, slug: str) -> HttpResponse:
    enrolment = _own(request, slug)
    return render(request, "review/status.html", {"enrolment": enrolment, "case": queries.current_case(enrolment)})


@login_required
@require_POST
def withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.open(), enrolment=_own(request, slug))
    try:
        actions.withdraw(case_id=case.pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Your application is taken back. You can apply again whenever you like."))
    return redirect("review:status", slug)


def _own(request: MemberRequest, slug: str) -> Enrolment:
    return get_object_or_404(enrolments(request.user), pathway__slug=slug)
