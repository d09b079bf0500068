"""Notes during a dialogue: sent by a phone that kept them, or typed into a plain form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.practice import queries
from courses.practice.actions import notes
from courses.practice.forms import SentNoteForm
from courses.practice.models import Dialogue, Note
from courses.practice.rules import Reason
from courses.practice.views import doors
from courses.practice.views.parts import tell
from lms.actions import Refused
from lms.api.parsers import json_of
from lms.people.models import User
from lms.people.requests import MemberRequest

MOST_AT_ONCE = 200


@doors.door
@require_http_methods(["GET", "POST"])
def sent(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a list of notes, each a transaction of its own and answered by its key; asked by GET, tell one's own."""
    dialogue = get_object_or_404(queries.seen_by(request.user), pk=pk)
    if request.method == "GET":
        own = Note.objects.filter(dialogue=dialogue, author=request.user)
        told = [_told(note) for note in own]
        return JsonResponse({"person": request.user.pk, "token": get_token(request), "notes": told})
    rows = json_of(request)
    if not isinstance(rows, list) or len(rows) > MOST_AT_ONCE or not all(isinstance(row, dict) for row in rows):
        return doors.unreadable(request)
    return JsonResponse({"answers": [_take(dialogue, row, request.user) for row in rows]})


def _take(dialogue: Dialogue, row: dict[str, Any], by: User) -> dict[str, Any]:
    form = SentNoteForm(row)
    if not form.is_valid():
        return {"key": row.get("key"), "refused": _("That couldn't be read. Please write it again.")}
    try:
        note = notes.write(dialogue_id=dialogue.pk, by=by, **form.cleaned_data)
    except Refused as refusal:
        # What was written before the leads' device could say that it began is kept by the writer's until then.
        waits = Reason.NOT_HELD in refusal.reasons
        return {"key": row["key"], "waits" if waits else "refused": " ".join(refusal.messages)}
    return _told(note)


def _told(note: Note) -> dict[str, Any]:
    return {
        "key": str(note.key),
        "id": note.pk,
        "kind": note.kind,
        "stage": note.stage,
        "text": note.text,
        "noted_at": note.noted_at.isoformat(),
    }


@login_required
@require_POST
def write(request: MemberRequest, pk: int) -> HttpResponse:
    """One note from a plain form."""
    dialogue = get_object_or_404(queries.observed_by(request.user), pk=pk)
    form = SentNoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a few words first."))
        return redirect("practice:observe", pk)
    try:
        notes.write(dialogue_id=dialogue.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Noted."))
    return redirect("practice:observe", pk)


@login_required
@require_POST
def change(request: MemberRequest, pk: int, note: int) -> HttpResponse:
    row = get_object_or_404(queries.notes_of(request.user), dialogue=pk, pk=note)
    try:
        notes.change(note_id=row.pk, text=request.POST.get("text", "").replace("\0", ""), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Changed."))
    return _back_to(row)


@login_required
@require_POST
def remove(request: MemberRequest, pk: int, note: int) -> HttpResponse:
    row = get_object_or_404(queries.notes_of(request.user), dialogue=pk, pk=note)
    try:
        notes.remove(note_id=row.pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("The note is gone."))
    return _back_to(row)


def _back_to(note: Note) -> HttpResponse:
    """Observers write on their page of the dialogue, leads in their room."""
    if note.kind == Note.Kind.SEEN:
        return redirect("practice:observe", note.dialogue_id)
    return redirect(reverse("practice:room", args=[note.dialogue_id]) + f"#{note.kind}")
