"""Where an application stands, and what its candidate can do about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from certification.review import actions, queries
from certification.review.forms import AnswerForm, SecondLookForm
from certification.review.models import Case, Message
from certification.review.rules import Reason
from certification.review.views.own import own, standing
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.web.numbers import sent_number


@login_required
@require_GET
def status(request: MemberRequest, slug: str) -> HttpResponse:
    return render(request, "review/status.html", standing(own(request, slug)))


@login_required
@require_POST
def withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.open(), enrolment=own(request, slug))
    try:
        actions.withdraw(case_id=case.pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Your application is taken back. Everything you have done stays done."))
    return redirect("review:status", slug)


@login_required
@require_http_methods(["GET", "POST"])
def second_look(request: MemberRequest, slug: str) -> HttpResponse:
    """Ask people who didn't decide to look at a decline."""
    enrolment = own(request, slug)
    application = queries.application_of(enrolment, at=timezone.now())
    if application is None or not application.may_appeal:
        return redirect("review:status", slug)
    form = SecondLookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal(case_id=application.case.pk, words=form.cleaned_data["words"], by=request.user)
        except Refused as refusal:
            form.add_error("words" if Reason.WORDS_MISSING in refusal.reasons else None, refusal.messages)
        else:
            messages.success(request, _("Your words are with people who didn't decide before."))
            return redirect("review:status", slug)
    context = {"enrolment": enrolment, "application": application, "form": form, "plan": enrolment.syllabus.plan.review}
    return render(request, "review/second_look.html", context)


@login_required
@require_POST
def answer(request: MemberRequest, slug: str, question: int) -> HttpResponse:
    """The candidate's answer to one question, once."""
    enrolment = own(request, slug)
    get_object_or_404(Message, pk=question, kind=Message.Kind.QUESTION, round__case__enrolment=enrolment)
    form = AnswerForm(request.POST, prefix=AnswerForm.prefix_of(question))
    if form.is_valid():
        try:
            actions.answer(question_id=question, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            # Answered already, or the review is over: there is no field any more at which to say it.
            messages.error(request, " ".join(refusal.messages))
            return redirect("review:status", slug)
        else:
            messages.success(request, _("Your answer stands beside the question. Thank you."))
            return redirect("review:status", slug)
    return render(request, "review/status.html", standing(enrolment, form))


@login_required
@require_POST
def let_practise(request: MemberRequest, slug: str) -> HttpResponse:
    case = _own_case(request, slug)
    try:
        actions.let_practise(case_id=case.pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Thank you. You can take this back whenever you like."))
    return redirect("review:status", slug)


@login_required
@require_POST
def no_more(request: MemberRequest, slug: str) -> HttpResponse:
    case = _own_case(request, slug)
    try:
        actions.no_more(case_id=case.pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Nobody practises on your application any more."))
    return redirect("review:status", slug)


def _own_case(request: MemberRequest, slug: str) -> Case:
    """The one that the button named, of the reader's own."""
    rows = Case.objects.filter(enrolment=own(request, slug))
    return get_object_or_404(rows, pk=sent_number(request.POST.get("case", "")) or 0)
