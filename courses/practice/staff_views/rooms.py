"""The core group's verb for rooms: close one that its leads left open."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.practice.actions import room
from courses.practice.models import Dialogue
from lms.actions import Refused
from lms.people.requests import MemberRequest


@permission_required("practice.clear_dialogue", raise_exception=True)
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Dialogue, pk=pk)
    try:
        room.close_for_them(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Closed. The lead knows."))
    return redirect("dialogues:inspect", pk)
