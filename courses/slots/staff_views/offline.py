"""What a roster needs to work without a network: a door for the taps that a phone has kept, and a worker."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from courses.slots import queries
from courses.slots.actions import attendance
from courses.slots.forms import SentMarkForm
from courses.slots.models import AttendanceMark, Slot
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.api.parsers import json_of
from lms.people.models import User
from lms.people.requests import MemberRequest

MOST_AT_ONCE = 200


@may_run
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def sync(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the taps that a phone has kept for one host; asked by GET, say who is signed in, and the form's token.

    Nothing is taken that somebody else has tapped. Each tap is a transaction of its own, and is answered for itself.
    """
    slot = get_object_or_404(Slot, pk=pk)
    if request.method == "GET":
        return JsonResponse({"host": request.user.pk, "token": get_token(request)})
    sent = _sent(request)
    if sent is None:
        return JsonResponse({"words": _("That couldn't be read. Please open the roster again.")}, status=400)
    if sent.get("host") != request.user.pk:
        words = _("Somebody else is signed in here now. What waits is sent when whoever tapped it is back.")
        return JsonResponse({"words": words, "host": request.user.pk}, status=409)
    told = [_take(slot, tap, request.user) for tap in sent["taps"]]
    rows = {row.person.pk: row for row in queries.roster(slot).confirmed}
    return JsonResponse({"answers": [{**one, **_standing(rows.get(one["person"]), request.user)} for one in told]})


def _sent(request: MemberRequest) -> dict[str, Any] | None:
    sent = json_of(request)
    taps = sent.get("taps") if isinstance(sent, dict) else None
    readable = isinstance(taps, list) and len(taps) <= MOST_AT_ONCE and all(isinstance(tap, dict) for tap in taps)
    return sent if readable else None


def _take(slot: Slot, tap: dict[str, Any], by: User) -> dict[str, Any]:
    form = SentMarkForm(tap)
    if not form.is_valid():
        return {"key": tap.get("key"), "person": None, "refused": _("That couldn't be read. Please tap again.")}
    told = {"key": tap["key"], "person": form.cleaned_data["person"]}
    try:
        _do(slot, form.cleaned_data, by)
    except Refused as refusal:
        return {**told, "refused": " ".join(refusal.messages)}
    except User.DoesNotExist:
        return {**told, "refused": _("This person isn't here any more.")}
    return told


def _do(slot: Slot, said: dict[str, Any], by: User) -> None:
    # A host's keys are their own: nobody's key names another's mark.
    key = f"{by.pk}:{said['key']}"
    if said["minutes"] is not None:
        person = User.objects.get(pk=said["person"])
        attendance.mark(slot_id=slot.pk, person=person, minutes=said["minutes"], seen=said["seen"], key=key, by=by)
        return
    marks = AttendanceMark.objects.filter(slot=slot, person=said["person"])
    named = {"key": f"{by.pk}:{said['undo_key']}"} if said["undo_key"] else {"pk": said["undo_mark"]}
    row = marks.filter(**named).first()
    # A mark that never arrived, for it was refused, needs no taking back.
    if row:
        attendance.undo(slot_id=slot.pk, mark_id=row.pk, by=by)


def _standing(row: queries.RosterRow | None, reader: User) -> dict[str, Any]:
    """What the roster shows of a person now."""
    if row is None:
        return {}
    return {
        "mark": row.mark.pk if row.mark else 0,
        "minutes": row.minutes,
        "answer": row.answer,
        "said": row.said,
        "decided": row.decided,
        "mine": row.may_undo(reader),
    }


@may_run
@cache_control(private=True, no_cache=True)
@require_safe
def worker(request: MemberRequest) -> HttpResponse:
    """The script that keeps rosters readable; answered from here, for a worker reaches what lies below its address."""
    found = finders.find("web/js/kept-worker.js")
    return HttpResponse(Path(str(found)).read_bytes(), content_type="text/javascript; charset=utf-8")
