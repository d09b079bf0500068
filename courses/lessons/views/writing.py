"""What readers write beside their lessons."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.lessons.actions import writing
from courses.lessons.forms import number_from, text_from
from courses.lessons.models import LessonNote
from courses.lessons.rules.lessons import prompts
from courses.lessons.views.lessons import page_of
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_POST
def prompt(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """Keep what somebody wrote at a prompt."""
    asked, words = _asked(request, slug, key), text_from(request.POST, "words")
    try:
        writing.save_prompt_answer(pathway_slug=slug, lesson_key=str(key), prompt=asked, words=words, by=request.user)
    except Refused as refusal:
        told = {"page": page_of(request, slug, key), "prompt": asked, "words": words, "words_faults": refusal.messages}
        return render(request, "lessons/lesson.html", told, status=422)
    messages.success(request, _("Your words are kept.") if words.strip() else _("Nothing is kept here any more."))
    return redirect(f"{request.path.removesuffix('prompt/')}#prompt-{asked}")


@login_required
@require_POST
def share(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """Let the core group read what one wrote."""
    asked = _asked(request, slug, key)
    try:
        writing.share_prompt_answer(pathway_slug=slug, lesson_key=str(key), prompt=asked, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Shared. The core group can read it until you take it back."))
    return redirect(f"{request.path.removesuffix('prompt/share/')}#prompt-{asked}")


@login_required
@require_POST
def keep_private(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """Take back what one shares."""
    asked = _asked(request, slug, key)
    writing.keep_prompt_answer_private(pathway_slug=slug, lesson_key=str(key), prompt=asked, by=request.user)
    messages.success(request, _("Taken back. Only you can read it."))
    return redirect(f"{request.path.removesuffix('prompt/private/')}#prompt-{asked}")


@login_required
@require_POST
def note(request: MemberRequest, slug: str, key: UUID) -> HttpResponse:
    """Keep one's notes; the page's script, which saves after a pause, gets JSON."""
    words = text_from(request.POST, "words")
    by_script = request.headers.get("Accept") == "application/json"
    try:
        kept = _save(request, slug, key, words)
    except Refused as refusal:
        if by_script:
            return JsonResponse({"words": " ".join(refusal.messages)}, status=409)
        told = {"page": page_of(request, slug, key), "note_words": words, "note_faults": refusal.messages}
        return render(request, "lessons/lesson.html", told, status=422)
    if by_script:
        return JsonResponse({"revision": kept.revision, "words": _("Saved. Only you can read your notes.")})
    messages.success(request, _("Saved. Only you can read your notes."))
    return redirect(f"{request.path.removesuffix('note/')}#notes")


def _save(request: MemberRequest, slug: str, key: UUID, words: str) -> LessonNote:
    try:
        return writing.save_note(
            pathway_slug=slug,
            lesson_key=str(key),
            words=words,
            revision=number_from(request.POST, "revision"),
            by=request.user,
        )
    except Enrolment.DoesNotExist as error:
        raise Http404 from error


def _asked(request: MemberRequest, slug: str, key: UUID) -> str:
    """The prompt that a form is about; 404 where the lesson doesn't ask it."""
    asked = request.POST.get("prompt", "")
    if asked not in prompts(page_of(request, slug, key).body):
        raise Http404
    return asked
