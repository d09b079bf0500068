"""Writing, publishing and withdrawing calibration exercises, and who is qualified until when."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.practice import queries
from courses.practice.actions import exercises
from courses.practice.forms import ExerciseForm
from courses.practice.models import Exercise
from courses.progress.models import Syllabus
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.web.numbers import sent_number

may_set = permission_required("practice.set_exercise", raise_exception=True)
may_see_observers = permission_required("practice.view_dialogue", raise_exception=True)


@may_set
@require_http_methods(["GET", "POST"])
def write(request: MemberRequest) -> HttpResponse:
    """For the rubric of one pathway as it was last released; where there are several, it is chosen first."""
    found = {row.pk: row for row in queries.latest_syllabuses()}
    chosen = request.GET.get("rubric", "")
    syllabus = found.get(sent_number(chosen) or 0)
    if syllabus is None and len(found) != 1:
        return render(request, "practice/staff/choose_rubric.html", {"syllabuses": found.values()})
    return _write_for(request, syllabus or next(iter(found.values())))


def _write_for(request: MemberRequest, syllabus: Syllabus) -> HttpResponse:
    form = ExerciseForm(syllabus.document["rubric"], request.POST or None)
    if form.is_valid():
        made = exercises.write(syllabus=syllabus, script=form.script(), by=request.user)
        messages.success(request, _("Kept as a draft. Nobody sees it until you publish it."))
        return redirect("exercises:inspect", made.pk)
    return _form(request, form, syllabus=syllabus)


@may_set
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    exercise = get_object_or_404(Exercise.objects.select_related("syllabus__pathway"), pk=pk)
    form = ExerciseForm(exercise.rubric, request.POST or None, instance=exercise)
    if form.is_valid():
        try:
            exercises.change(exercise_id=pk, script=form.script(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Changed."))
            return redirect("exercises:inspect", pk)
    return _form(request, form, syllabus=exercise.syllabus)


def _form(request: MemberRequest, form: ExerciseForm, **context: Any) -> HttpResponse:
    return render(request, "practice/staff/exercise_form.html", {"form": form, **context})


@may_set
@require_POST
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Exercise, pk=pk)
    try:
        exercises.publish(exercise_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Published. Observers can take it now."))
    return redirect("exercises:inspect", pk)


@may_set
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Exercise, pk=pk)
    try:
        exercises.withdraw(exercise_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Withdrawn. Who qualified by it stays qualified."))
    return redirect("exercises:inspect", pk)


@may_see_observers
@require_safe
def observers(request: MemberRequest) -> HttpResponse:
    """Who is qualified until when; how anybody scored stays with them."""
    at = timezone.now()
    rows = [(row, standing, standing.holds(at)) for row, standing in queries.standings()]
    return render(request, "practice/staff/observers.html", {"rows": rows})
