"""Applying, and seeing before how the certificate would look."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from certification.review import actions, queries
from certification.review.actions.certifying import previewed
from certification.review.forms import ApplicationForm
from certification.review.rules import Reason
from certification.review.views.own import own
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "POST"])
def apply(request: MemberRequest, slug: str) -> HttpResponse:
    enrolment = own(request, slug)
    application = queries.application_of(enrolment, at=timezone.now())
    if application is not None and not application.may_apply_again:
        return redirect("review:status", slug)
    form = ApplicationForm(request.user, application, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.apply(
                enrolment_id=enrolment.pk,
                named=form.named(),
                motivation=form.cleaned_data["motivation"],
                answers=form.answers(),
                by=request.user,
            )
        except Refused as refusal:
            if Reason.ALREADY_OPEN in refusal.reasons:
                return redirect("review:status", slug)
            form.take(refusal)
        else:
            messages.success(request, _("Your application is with the core group. You hear from us either way."))
            return redirect("review:status", slug)
    return _page(request, enrolment, application, form)


def _page(
    request: MemberRequest,
    enrolment: Enrolment,
    application: queries.Application | None,
    form: ApplicationForm,
    status: int = 200,
) -> HttpResponse:
    plan = enrolment.syllabus.plan.review
    context = {"enrolment": enrolment, "application": application, "form": form, "plan": plan}
    return render(request, "review/apply.html", context, status=status)


@never_cache
@login_required
@require_POST
def preview(request: MemberRequest, slug: str) -> HttpResponse:
    """How the certificate would look with the name as it is typed: made for this answer alone, kept nowhere."""
    enrolment = own(request, slug)
    application = queries.application_of(enrolment, at=timezone.now())
    form = ApplicationForm(request.user, application, request.POST)
    ready = enrolment.eligible_at is not None or (application is not None and application.needs_no_training)
    if not ready or (application is not None and not application.may_apply_again):
        return redirect("review:status", slug)
    if not form.only_the_name():
        return _page(request, enrolment, application, form)
    if not ratelimit.consume(request, action="certificate_preview", user=request.user):
        form.add_error(None, _("You have looked several times just now. Please wait a minute, then look again."))
        return _page(request, enrolment, application, form, status=429)
    sheet = previewed(enrolment, form.named(), at=timezone.now())
    said = {"Content-Disposition": 'inline; filename="preview.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(sheet, content_type="application/pdf", headers=said)
