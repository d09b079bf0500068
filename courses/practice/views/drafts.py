"""An observer's draft as a phone sends it: kept, handed in, or answered with the other version of it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.practice import queries
from courses.practice.forms import fields_of
from courses.practice.models import ObservationDraft
from courses.practice.rules import Reason
from courses.practice.views import doors
from courses.practice.views.observations import form_for, store
from lms.actions import Refused
from lms.api.parsers import json_of
from lms.people.requests import MemberRequest


@doors.door
@require_http_methods(["GET", "POST"])
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep a draft on top of the revision that was seen; asked by GET, tell the draft and the form's token."""
    if request.method == "POST":
        return _store(request, pk, hands_in=False)
    dialogue = get_object_or_404(queries.observed_by(request.user), pk=pk)
    draft = _told(queries.draft_of(dialogue, request.user))
    return JsonResponse({"person": request.user.pk, "token": get_token(request), "draft": draft})


@doors.door
@require_POST
def hand_in(request: MemberRequest, pk: int) -> HttpResponse:
    return _store(request, pk, hands_in=True)


def _store(request: MemberRequest, pk: int, *, hands_in: bool) -> HttpResponse:
    dialogue = get_object_or_404(queries.observed_by(request.user), pk=pk)
    sent = json_of(request)
    if not isinstance(sent, dict):
        return doors.unreadable(request)
    draft = queries.draft_of(dialogue, request.user)
    form = form_for(dialogue, draft, _as_form(sent))
    if not form.is_valid():
        errors = {name: " ".join(map(str, told)) for name, told in form.errors.items()}
        return doors.problem(request, 422, _("Something needs a second look."), code="look_again", errors=errors)
    try:
        store(form, dialogue, by=request.user, hands_in=hands_in)
    except Refused as refusal:
        form.refuse(refusal)
        errors = {name: " ".join(map(str, told)) for name, told in form.errors.items() if name != "__all__"}
        stands = _told(queries.draft_of(dialogue, request.user)) if _beside(refusal) else None
        return doors.refused(request, refusal, errors=errors, draft=stands)
    stands = _told(queries.draft_of(dialogue, request.user))
    return JsonResponse({"handed_in": hands_in, "page": reverse("practice:observe", args=[pk]), "draft": stands})


def _beside(refusal: Refused) -> bool:
    return Reason.CHANGED_ELSEWHERE in refusal.reasons


def _as_form(sent: Mapping[str, Any]) -> QueryDict:
    """Fields as a form would have sent them; whatever isn't plain is left out."""
    data = QueryDict(mutable=True)
    for name, value in sent.items():
        if isinstance(value, str | int):
            data[name] = str(value)
    return data


def _told(draft: ObservationDraft | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    return {"revision": draft.revision, "key": str(draft.saved_key), "fields": fields_of(draft)}
