"""The lesson page, and its verbs that change how far somebody is."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.lessons.actions import checks, completing
from courses.lessons.forms import answers_from, number_from, text_from
from courses.lessons.queries import pages
from courses.lessons.rules.reasons import Reason
from courses.progress.models import Enrolment
from courses.progress.queries import enrolments
from courses.progress.views import begin
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def lesson(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    enrolment = enrolments(request.user).filter(pathway__slug=slug).first()
    if enrolment is None:
        return begin(request, slug)
    page = pages.lesson_page(enrolment, str(key), request.user, at=timezone.now())
    if page is None:
        raise Http404
    return render(request, "lessons/lesson.html", {"page": page, "again": "again" in request.GET})


@login_required
@require_GET
def go_on(request: MemberRequest, slug: str) -> HttpResponse:
    """To the lesson at which somebody left off; to their road if there is none."""
    enrolment = get_object_or_404(enrolments(request.user), pathway__slug=slug)
    plan = pages.left_off(enrolment)
    return redirect("lessons:lesson", slug, plan.key) if plan else redirect("progress:pathway", slug)


@login_required
@require_POST
def complete(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    try:
        done = completing.complete(pathway_slug=slug, lesson_key=str(key), by=request.user)
    except Enrolment.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
        gone = Reason.NO_SUCH_LESSON in refusal.reasons
        return redirect("progress:pathway", slug) if gone else redirect("lessons:lesson", slug, key)
    messages.success(request, _("Done: %(title)s.") % {"title": done.plan.title})
    return redirect("lessons:lesson", slug, done.after.key) if done.after else redirect("progress:home")


@login_required
@require_POST
def check(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """Mark one try and show what came of it; what can't be marked is shown again with all that was typed."""
    typed = answers_from(request.POST)
    try:
        checks.answer(
            pathway_slug=slug,
            lesson_key=str(key),
            answers=typed,
            version=request.POST.get("version", ""),
            number=number_from(request.POST, "try"),
            key=text_from(request.POST, "key")[:64],
            by=request.user,
        )
    except Enrolment.DoesNotExist as error:
        raise Http404 from error
    except checks.AnswersRefused as refusal:
        found = page_of(request, slug, key)
        context = {"page": found, "refusals": refusal.messages, "faults": refusal.faults, "typed": typed}
        return render(request, _template(request), context, status=422)
    at = request.path.removesuffix("check/")
    if not request.headers.get("HX-Request"):
        return redirect(f"{at}#check")
    answered = render(request, "lessons/_check_answered.html", {"page": page_of(request, slug, key), "arrived": True})
    # A reload shows what came of the try, not the next one.
    answered.headers["HX-Replace-Url"] = at
    return answered


def _template(request: MemberRequest) -> str:
    return "lessons/_check.html" if request.headers.get("HX-Request") else "lessons/lesson.html"


def page_of(request: MemberRequest, slug: str, key: UUID) -> pages.LessonPage:
    """The lesson of the reader's training at this address; 404 where there is none."""
    enrolment = enrolments(request.user).filter(pathway__slug=slug).first()
    page = pages.lesson_page(enrolment, str(key), request.user, at=timezone.now()) if enrolment else None
    if page is None:
        raise Http404
    return page
