"""The trainee's home, the beginning of a road, what one does with one's own, and one's history and transcript."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from courses.progress import queries
from courses.progress.actions import enrolments
from courses.progress.forms import PlanForm
from courses.progress.models import Enrolment, Pathway
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def home(request: MemberRequest) -> HttpResponse:
    trainings = queries.trainings(request.user, at=timezone.now())
    begun = [training.enrolment.pathway_id for training in trainings]
    pathways = list(queries.released().exclude(pk__in=begun))
    return render(request, "progress/home.html", {"trainings": trainings, "pathways": pathways})


@login_required
@require_GET
def pathway(request: MemberRequest, slug: str) -> HttpResponse:
    """One training by its address; who hasn't begun it is told how to."""
    enrolment = queries.enrolments(request.user).filter(pathway__slug=slug).first()
    if enrolment is None:
        return begin(request, slug)
    training = queries.training_of(enrolment, at=timezone.now())
    return render(request, "progress/pathway.html", {"training": training, "trainings": [training]})


def begin(request: MemberRequest, slug: str) -> HttpResponse:
    """What stands where only those read who are on this road."""
    found = get_object_or_404(queries.open_pathways(request.user), slug=slug)
    return render(request, "progress/begin.html", {"pathway": found}, status=403)


@login_required
@require_http_methods(["GET", "POST"])
def enrol(request: MemberRequest, slug: str) -> HttpResponse:
    """Begin a pathway; who comes here from signing in finds the button again."""
    get_object_or_404(Pathway, slug=slug)
    if request.method == "GET":
        return redirect("progress:pathway", slug)
    try:
        enrolments.enrol(person=request.user, pathway_slug=slug, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(
            request, _("Welcome. This page shows your road: what is done, what is next, and whose turn it is.")
        )
    return redirect("progress:pathway", slug)


@login_required
@require_http_methods(["GET", "POST"])
def pause(request: MemberRequest, slug: str) -> HttpResponse:
    """Looking shows what a pause means; sending it begins one."""
    enrolment = _own(request, slug)
    if request.method == "GET":
        return render(request, "progress/pause.html", {"enrolment": enrolment})
    said = _("Your training rests. Go on whenever you like.")
    return _say(request, enrolment, enrolments.pause, said)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    """Looking shows what withdrawing means, and what else would be good to do; sending it withdraws."""
    enrolment = _own(request, slug)
    if request.method == "GET":
        training = queries.training_of(enrolment, at=timezone.now())
        return render(request, "progress/withdraw.html", {"enrolment": enrolment, "trainings": [training]})
    said = _("You have withdrawn. The button below takes you back at any time.")
    return _say(request, enrolment, enrolments.withdraw, said)


@login_required
@require_http_methods(["GET", "POST"])
def resume(request: MemberRequest, slug: str) -> HttpResponse:
    """Go on or come back; who comes here from signing in finds the button again."""
    enrolment = _own(request, slug)
    if request.method == "GET":
        return redirect("progress:pathway", slug)
    said = _("Welcome back. Everything is as you left it.")
    return _say(request, enrolment, enrolments.resume, said)


def _say(request: MemberRequest, enrolment: Enrolment, verb: Callable[..., Enrolment], said: str) -> HttpResponse:
    try:
        verb(enrolment_id=enrolment.pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said)
    return redirect("progress:pathway", enrolment.pathway.slug)


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest, slug: str) -> HttpResponse:
    """The day by which one would like to be done."""
    enrolment = _own(request, slug)
    goal = queries.goal_of(enrolment, at=timezone.now())
    form = PlanForm(request.POST or None, initial={"finish_by": goal and goal.day})
    if request.method == "POST" and form.is_valid():
        try:
            enrolments.plan(enrolment_id=enrolment.pk, finish_by=form.cleaned_data["finish_by"], by=request.user)
        except Refused as refusal:
            form.add_error("finish_by", refusal.messages)
        else:
            messages.success(request, _("Saved. You can move this date at any time."))
            return redirect("progress:pathway", slug)
    return render(request, "progress/plan.html", {"enrolment": enrolment, "form": form, "goal": goal})


@login_required
@require_GET
def history(request: MemberRequest, slug: str) -> HttpResponse:
    enrolment = _own(request, slug)
    page = queries.history_pages(enrolment).get_page(request.GET.get("page"))
    days = queries.timeline(enrolment, page)
    return render(request, "progress/history.html", {"enrolment": enrolment, "page": page, "days": days})


@login_required
@require_GET
def transcript(request: MemberRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    training = queries.whole_training(_own(request, slug), at=at)
    return render(request, "progress/transcript.html", {"training": training, "at": at})


def _own(request: MemberRequest, slug: str) -> Enrolment:
    return get_object_or_404(queries.enrolments(request.user), pathway__slug=slug)
