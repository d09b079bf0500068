"""The core group's verbs for participants' words: show, shorten, keep back, close, and take along what may be quoted."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.practice import queries
from courses.practice.actions import feedback, reading
from courses.practice.forms import ShorterForm
from courses.practice.models import Answer, FeedbackRound
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.web.spreadsheets import table_file

may_read = permission_required("practice.read_answer", raise_exception=True)


def _answer(request: MemberRequest, pk: UUID) -> Answer:
    """A wish that waits for a reader who is independent; to others it isn't there."""
    rows = Answer.objects.exclude(words=Answer.Words.NONE).select_related("round__dialogue__enrolment")
    answer = get_object_or_404(rows, pk=pk)
    return get_object_or_404(rows.filter(pk=pk) if queries.may_read(answer.round, request.user) else rows.none())


def _do(request: MemberRequest, pk: UUID, verb: Callable[..., Answer], said: str) -> HttpResponse:
    answer = _answer(request, pk)
    try:
        verb(answer_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said)
    return redirect("answers:inspect", answer.round_id)


@may_read
@require_POST
def show(request: MemberRequest, answer: UUID) -> HttpResponse:
    return _do(request, answer, reading.show, _("These words are shown as they are."))


@may_read
@require_POST
def withhold(request: MemberRequest, answer: UUID) -> HttpResponse:
    return _do(request, answer, reading.withhold, _("These words are kept back. Nobody else will see them."))


@may_read
@require_http_methods(["GET", "POST"])
def shorten(request: MemberRequest, answer: UUID) -> HttpResponse:
    wish = _answer(request, answer)
    original = wish.wish
    form = ShorterForm(request.POST or None, instance=wish)
    if request.method == "POST" and form.is_valid():
        try:
            reading.shorten(answer_id=answer, words=form.cleaned_data["wish"], by=request.user)
        except Refused as refusal:
            form.add_error("wish", refusal.messages)
        else:
            messages.success(request, _("These words are shown without what you took out."))
            return redirect("answers:inspect", wish.round_id)
    return render(request, "practice/staff/shorten.html", {"form": form, "answer": wish, "original": original})


@may_read
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(FeedbackRound, pk=pk)
    try:
        feedback.close(dialogue_id=round_.dialogue_id, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Feedback is closed."))
    return redirect("answers:inspect", pk)


@may_read
@require_safe
def testimonials(request: HttpRequest) -> HttpResponse:
    """Words that may be quoted and were read, with the topic that they are about."""
    rows = [(row.wish, row.round.dialogue.topic) for row in queries.testimonials()]
    return table_file("testimonials", [_("Words"), _("Topic")], rows)
