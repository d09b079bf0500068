"""The trainee's home, the beginning of a road, and one's own history."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from courses.progress import queries
from courses.progress.actions import enrolments
from courses.progress.models import Pathway
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def home(request: MemberRequest) -> HttpResponse:
    trainings = queries.trainings(request.user, at=timezone.now())
    pathways = queries.open_pathways(request.user)
    return render(request, "progress/home.html", {"trainings": trainings, "pathways": pathways})


@login_required
@require_GET
def pathway(request: MemberRequest, slug: str) -> HttpResponse:
    """One training by its address; who hasn't begun it is told how to."""
    enrolment = queries.enrolments(request.user).filter(pathway__slug=slug).first()
    if enrolment is None:
        return begin(request, slug)
    return render(request, "progress/pathway.html", {"training": queries.training_of(enrolment, at=timezone.now())})


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
@require_GET
def history(request: MemberRequest, slug: str) -> HttpResponse:
    enrolment = get_object_or_404(queries.enrolments(request.user), pathway__slug=slug)
    return render(request, "progress/history.html", {"enrolment": enrolment, "events": queries.history(enrolment)})
