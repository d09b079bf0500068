"""The trainee's home, the beginning of a road, and one's own history."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.progress import queries
from courses.progress.actions import enrolments
from courses.progress.models import Pathway
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def home(request: MemberRequest) -> HttpResponse:
    trainings = queries.trainings(request.user)
    pathways = queries.open_pathways(request.user)
    return render(request, "progress/home.html", {"trainings": trainings, "pathways": pathways})


@login_required
@require_POST
def enrol(request: MemberRequest, slug: str) -> HttpResponse:
    get_object_or_404(Pathway, slug=slug)
    try:
        enrolments.enrol(person=request.user, pathway_slug=slug, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(
            request, _("Welcome. This page shows your road: what is done, what is next, and whose turn it is.")
        )
    return redirect("progress:home")


@login_required
@require_GET
def history(request: MemberRequest, slug: str) -> HttpResponse:
    enrolment = get_object_or_404(queries.enrolments(request.user), pathway__slug=slug)
    return render(request, "progress/history.html", {"enrolment": enrolment, "events": queries.history(enrolment)})
