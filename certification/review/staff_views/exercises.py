"""Reviewers practise on closed applications: making an exercise, deciding it, and how one decides."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.review import queries
from certification.review.actions import exercises
from certification.review.forms.exercises import ExerciseDecisionForm, MakeExerciseForm
from certification.review.models import ReviewExercise
from lms.actions import Refused
from lms.people.requests import MemberRequest

may_practise = permission_required("review.view_reviewexercise", raise_exception=True)
may_make = permission_required("review.add_reviewexercise", raise_exception=True)


@may_make
@require_safe
def closed(request: MemberRequest) -> HttpResponse:
    """Applications whose candidates agreed, and of which no exercise is made yet."""
    rows = queries.to_make(request.user, at=timezone.now())
    return render(request, "review/staff/exercise_choose.html", {"rows": rows})


@may_make
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: MemberRequest, round_id: int) -> HttpResponse:
    """The words as they would be offered, with known names replaced, to be read and cleaned."""
    round_ = next((row for row in queries.to_make(request.user, at=timezone.now()) if row.pk == round_id), None)
    if round_ is None:
        raise Http404
    form = MakeExerciseForm(queries.draft_of(round_), request.POST or None)
    if form.is_valid():
        try:
            made = exercises.make(
                round_id=round_id,
                title=form.cleaned_data["title"],
                words=form.words(),
                read=form.cleaned_data["read"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Reviewers who didn't decide then can practise on it now."))
            return redirect("review_exercises:inspect", made.pk)
    return render(request, "review/staff/exercise_make.html", {"round": round_, "form": form})


@may_make
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    found = next((row for row in queries.exercises_for(request.user, at=timezone.now()) if row.exercise.pk == pk), None)
    if found is None:
        raise Http404
    try:
        exercises.withdraw(exercise_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("It is offered to nobody any more, and its words are gone."))
    return redirect("review_exercises:index")


@permission_required("review.decide_case", raise_exception=True)
@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(ReviewExercise, pk=pk)
    found = next((row for row in queries.exercises_for(request.user, at=timezone.now()) if row.exercise.pk == pk), None)
    if found is None:
        raise Http404
    form = ExerciseDecisionForm(request.POST)
    if form.is_valid():
        decision, reason = form.decided()
        try:
            exercises.decide(exercise_id=pk, decision=decision, reason=reason, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect("review_exercises:inspect", pk)
    context = {"object": found.exercise, "offered": found, "form": form}
    return render(request, "review/staff/exercise_decide.html", context)


@may_practise
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """How one decides beside panels and others: for one's own eyes, whoever asks."""
    return render(request, "review/staff/practised.html", {"told": queries.practised(request.user, at=timezone.now())})
