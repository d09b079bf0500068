"""What leads' devices send of what was pressed in the room, at once or after a time without a network."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.practice import queries
from courses.practice.actions import room
from courses.practice.forms import SentPressForm
from courses.practice.views import doors
from lms.actions import Refused
from lms.api.parsers import json_of
from lms.people.models import User
from lms.people.requests import MemberRequest

MOST_AT_ONCE = 50


@doors.door
@require_http_methods(["GET", "POST"])
def sent(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a list of presses in their order, each a transaction of its own and answered by its key."""
    get_object_or_404(queries.in_room_of(request.user), pk=pk)
    if request.method == "GET":
        return JsonResponse({"person": request.user.pk, "token": get_token(request)})
    rows = json_of(request)
    if not isinstance(rows, list) or len(rows) > MOST_AT_ONCE or not all(isinstance(row, dict) for row in rows):
        return doors.unreadable(request)
    return JsonResponse({"answers": [_take(pk, row, request.user) for row in rows]})


def _take(dialogue_id: int, row: dict[str, Any], by: User) -> dict[str, Any]:
    form = SentPressForm(row)
    if not form.is_valid():
        return {"key": row.get("key"), "refused": _("That couldn't be read. Please press again.")}
    said = form.cleaned_data
    pressed = room.Pressed(act=said["act"], key=said["key"], at=said["pressed_at"], stage=said["stage"])
    try:
        room.take_press(dialogue_id=dialogue_id, pressed=pressed, by=by)
    except Refused as refusal:
        return {"key": row["key"], "refused": " ".join(refusal.messages)}
    return {"key": row["key"]}
