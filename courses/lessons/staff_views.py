"""Staff's verbs for what readers need: one more try, and reading without the clock."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.lessons.actions import granting
from courses.lessons.forms import AnotherTryForm, BecauseForm
from courses.lessons.queries.checks import used_up
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest

may_correct = permission_required("progress.correct_enrolment", raise_exception=True)
TITLES = {
    "give_another_try": gettext_lazy("Give one more try"),
    "let_read_untimed": gettext_lazy("Let somebody read without the clock"),
    "time_again": gettext_lazy("Count reading time again"),
}


@may_correct
@recent_sign_in_required
@require_POST
def give_another_try(request: MemberRequest, pk: int) -> HttpResponse:
    enrolment = _training(pk)
    form = AnotherTryForm(used_up(enrolment), request.POST)
    return _carry_out(
        request, enrolment, form, granting.give_another_try, _("One more try is given. It stands in the history.")
    )


@may_correct
@recent_sign_in_required
@require_POST
def let_read_untimed(request: MemberRequest, pk: int) -> HttpResponse:
    return _carry_out(
        request,
        _training(pk),
        BecauseForm(request.POST),
        granting.let_read_untimed,
        _("From now on this person completes timed lessons without the clock."),
    )


@may_correct
@recent_sign_in_required
@require_POST
def time_again(request: MemberRequest, pk: int) -> HttpResponse:
    return _carry_out(
        request,
        _training(pk),
        BecauseForm(request.POST),
        granting.time_again,
        _("Reading time is counted again. What is done stays done."),
    )


def _training(pk: int) -> Enrolment:
    return get_object_or_404(Enrolment.objects.open().with_plan().select_related("person"), pk=pk)


def _carry_out(
    request: MemberRequest, enrolment: Enrolment, form: forms.Form, verb: Callable[..., Any], done: str
) -> HttpResponse:
    """Do it, and go back to the person's page; what can't be done is shown again with all that was typed."""
    if form.is_valid():
        try:
            verb(enrolment_id=enrolment.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, done)
            return redirect("trainings:inspect", enrolment.pk)
    context = {"form": form, "enrolment": enrolment, "title": TITLES[verb.__name__]}
    return render(request, "lessons/staff/grant.html", context, status=422)
