"""Exercises: score one, and see it beside what the core group agreed on."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.practice import figures, queries, rules
from courses.practice.actions import calibrations
from courses.practice.forms import CalibrationForm
from courses.practice.models import Exercise
from lms.actions import Refused
from lms.people.requests import MemberRequest

View = Callable[..., HttpResponse]


def for_observers(view: View) -> View:
    """For others the page isn't there: it would tell them what was agreed."""

    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: int, **kwargs: int) -> HttpResponse:
        if not queries.may_calibrate(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@for_observers
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    standing = queries.standing_of(request.user)
    context = {
        "standing": standing,
        "holds": standing.holds(at),
        "offers": [(offer, offer.open(at)) for offer in queries.offers_to(request.user)],
    }
    return render(request, "practice/calibration.html", context)


@for_observers
@require_http_methods(["GET", "POST"])
def exercise(request: MemberRequest, exercise: int) -> HttpResponse:
    asked = get_object_or_404(Exercise.objects.offered().select_related("syllabus"), pk=exercise)
    last = queries.tries_of(request.user).filter(exercise=asked).first()
    if request.method == "GET" and last and not rules.may_try_again(last.taken_at, at=timezone.now()):
        return redirect("practice:calibrated", last.pk)
    form = CalibrationForm(asked.rubric, request.POST or None)
    if form.is_valid():
        try:
            made = calibrations.take(exercise_id=asked.pk, scores=form.scores(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect("practice:calibrated", made.pk)
    own = asked.created_by_id == request.user.pk
    return render(request, "practice/exercise.html", {"exercise": asked, "form": form, "own": own})


@login_required
@require_safe
def calibrated(request: MemberRequest, attempt: int) -> HttpResponse:
    """One's own try; anybody else's isn't there."""
    row = get_object_or_404(queries.tries_of(request.user), pk=attempt)
    return render(request, "practice/calibrated.html", {"row": row, "beside": queries.beside_gold(row)})


@login_required
@require_safe
def agreement(request: MemberRequest) -> HttpResponse:
    """How one scores beside the others; nobody else sees it."""
    own = queries.own_agreement(request.user)
    context = {
        "own": own,
        "sentence": figures.own_sentence(own),
        "figure": figures.own_figure(own),
        "partners": figures.partner_rows(own),
    }
    return render(request, "practice/agreement.html", context)
