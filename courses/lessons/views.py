"""The lesson page and its three verbs."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.lessons import actions, queries
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
    page = queries.lesson_page(enrolment, str(key), request.user)
    if page is None:
        raise Http404
    return render(request, "lessons/lesson.html", {"page": page})


@login_required
@require_POST
def complete(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    page = _page(request, slug, key)
    try:
        actions.complete(enrolment=page.training.enrolment, lesson_key=str(key), by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("lessons:lesson", slug, key)
    messages.success(request, _("Done: %(title)s.") % {"title": page.row.plan.title})
    return redirect("lessons:lesson", slug, page.after.key) if page.after else redirect("progress:home")


@login_required
@require_POST
def check(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """Mark one try; with htmx the check alone is answered, else the whole page is shown again."""
    page = _page(request, slug, key)
    typed = {question.id: request.POST.getlist(f"question-{question.id}") for question in page.questions}
    refusals: list[str] = []
    try:
        actions.answer_check(
            enrolment=page.training.enrolment,
            lesson_key=str(key),
            answers={question: chosen for question, chosen in typed.items() if chosen},
            key=request.POST.get("key", "")[:64],
            by=request.user,
        )
    except Refused as refusal:
        refusals = refusal.messages
    else:
        page = _page(request, slug, key)
    template = "lessons/_check.html" if request.headers.get("HX-Request") else "lessons/lesson.html"
    context = {"page": page, "refusals": refusals, "typed": typed}
    return render(request, template, context, status=422 if refusals else 200)


@login_required
@require_POST
def prompt(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    page = _page(request, slug, key)
    asked = request.POST.get("prompt", "")
    if asked not in {block["id"] for block in page.body["blocks"] if block["kind"] == "prompt"}:
        raise Http404
    actions.save_prompt_answer(prompt=asked, words=request.POST.get("words", ""), by=request.user)
    messages.success(request, _("Saved. Only you can read it."))
    return redirect(f"{request.path.removesuffix('prompt/')}#prompt-{asked}")


def _page(request: MemberRequest, slug: str, key: UUID) -> queries.LessonPage:
    enrolment = enrolments(request.user).filter(pathway__slug=slug).first()
    page = queries.lesson_page(enrolment, str(key), request.user) if enrolment else None
    if page is None:
        raise Http404
    return page
