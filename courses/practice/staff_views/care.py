"""Who would like to talk after a dialogue, for the core group, by membership."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import care
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.people.roles import Role, has_role


def _only_core_group(request: MemberRequest) -> None:
    if not has_role(request.user, Role.CORE_GROUP):
        raise PermissionDenied


@require_GET
def wishes(request: MemberRequest) -> HttpResponse:
    """Open wishes first. Two queries, however many."""
    _only_core_group(request)
    found = queries.care_wishes_for(request.user, at=timezone.now())
    return render(request, "practice/staff/care.html", {"wishes": found})


@require_POST
def meet(request: MemberRequest, pk: int) -> HttpResponse:
    _only_core_group(request)
    get_object_or_404(queries.care_wishes_for(request.user, at=timezone.now()), pk=pk)
    try:
        care.meet(wish_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Noted. Thank you for being there."))
    return redirect("care:wishes")
