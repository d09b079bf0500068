"""The page after a dialogue, for whoever led or observed it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import care as actions
from courses.practice.views.parts import tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def care(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(queries.took_part(request.user), pk=pk)
    page = queries.care_after(dialogue, request.user, at=timezone.now())
    return render(request, "practice/care.html", {"page": page, "dialogue": dialogue})


@login_required
@require_POST
def ask_to_talk(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(queries.took_part(request.user), pk=pk)
    try:
        actions.ask(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("The core group knows. Somebody gets in touch with you."))
    return redirect("practice:care", pk)
