"""What leads do about feedback: pass the link on, show it, close it, and read what was released."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import feedback
from courses.practice.models import Dialogue
from courses.practice.queries import Invitation
from courses.practice.views.parts import led, tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = led(request, pk)
    invitation = queries.invitation_to(dialogue, at=timezone.now())
    held = dialogue.state == Dialogue.State.HELD
    may_close = bool(held and invitation and invitation.open and dialogue.headcount is not None)
    context = {"dialogue": dialogue, "invitation": invitation, "may_close": may_close}
    return render(request, "practice/feedback/invite.html", context)


@login_required
@require_GET
def slide(request: MemberRequest, pk: int) -> HttpResponse:
    """The link as large as the wall, or on paper."""
    dialogue = led(request, pk)
    return render(request, "practice/feedback/slide.html", {"dialogue": dialogue, "invitation": _open(dialogue)})


def _open(dialogue: Dialogue) -> Invitation:
    invitation = queries.invitation_to(dialogue, at=timezone.now())
    if invitation is None or not invitation.open:
        raise Http404
    return invitation


@login_required
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    led(request, pk)
    try:
        feedback.close(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Feedback is closed. What may be told stands below."))
    return redirect("practice:feedback", pk)
