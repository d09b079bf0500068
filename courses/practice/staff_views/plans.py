"""The core group's verbs for plans: say something about one, clear it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.practice.actions import comments, plans
from courses.practice.forms import CommentForm
from courses.practice.models import Dialogue
from lms.actions import Refused
from lms.people.requests import MemberRequest

may_clear = permission_required("practice.clear_dialogue", raise_exception=True)


@may_clear
@require_POST
def comment(request: MemberRequest, pk: int) -> HttpResponse:
    """What was typed stands on the page again where it can't be said."""
    dialogue = get_object_or_404(Dialogue.objects.select_related("enrolment__person"), pk=pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return render(request, "practice/staff/comment.html", {"dialogue": dialogue, "comment_form": form})
    try:
        comments.say(dialogue_id=pk, text=form.cleaned_data["text"], by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Said. The lead has a mail."))
    return redirect("dialogues:inspect", pk)


@may_clear
@require_POST
def clear(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Dialogue, pk=pk)
    try:
        plans.clear(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Cleared. The lead knows."))
    return redirect("dialogues:inspect", pk)
