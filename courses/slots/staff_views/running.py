"""Running a session: the code for the room, the page of the hour, the notes, and closing it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.slots import queries
from courses.slots.actions import closing, doorways, grants
from courses.slots.forms import ClosingForm, NotesForm
from courses.slots.models import Slot
from courses.slots.queries.running import run_of_show
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.people.requests import MemberRequest


@may_run
@never_cache
@require_safe
def run(request: MemberRequest, pk: int) -> HttpResponse:
    return _run(request, _slot(pk))


@may_run
@never_cache
@require_safe
def run_now(request: MemberRequest, pk: int) -> HttpResponse:
    """The part of the page that goes with the clock; the page itself includes it."""
    return render(request, "slots/staff/_run_now.html", _now(_slot(pk)))


@may_run
@never_cache
@require_safe
def code(request: MemberRequest, pk: int) -> HttpResponse:
    """For a projector or a shared screen: no names."""
    slot, at = _slot(pk), timezone.now()
    context = {
        "slot": slot,
        "gate": queries.gate_of(slot, at),
        "shown": queries.shown_code(slot, at),
        "here": queries.presence(slot).here,
    }
    part = request.headers.get("X-Part") == "now"
    return render(request, "slots/staff/_code_now.html" if part else "slots/staff/code.html", context)


@may_run
@require_POST
def make_link(request: MemberRequest, pk: int) -> HttpResponse:
    """A link for the chat of a call, shown once."""
    slot = _slot(pk)
    token = grants.make_link(slot_id=pk, by=request.user)
    link = settings.SITE_URL + reverse("slots:check_in_link", args=[pk, token])
    return _run(request, slot, link=link)


@may_run
@require_POST
def write_notes(request: MemberRequest, pk: int) -> HttpResponse:
    slot, form = _slot(pk), NotesForm(request.POST)
    if not form.is_valid():
        return _run(request, slot, notes=form, status=422)
    try:
        closing.write_notes(
            slot_id=pk, words=form.cleaned_data["notes"], seen=form.cleaned_data["seen"], by=request.user
        )
    except Refused as refusal:
        slot.refresh_from_db(fields=["notes"])
        # Kept once more, what was typed takes the place of what was read here.
        typed = NotesForm(initial={"notes": form.cleaned_data["notes"], "seen": closing.print_of(slot.notes)})
        return _run(request, slot, notes=typed, refusal=refusal, status=409)
    return redirect(reverse("sessions:run", args=[pk]) + "#notes")


@may_run
@never_cache
@require_http_methods(["GET", "POST"])
def close(request: MemberRequest, pk: int) -> HttpResponse:
    slot = _slot(pk)
    found = queries.presence(slot)
    form = ClosingForm(request.POST if request.method == "POST" else None, there=len(found.there))
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            closing.close(slot_id=pk, headcount=form.counted, because=because, by=request.user)
        except Refused as refusal:
            form.add_error("because" if found.there or form.counted else None, refusal.messages)
        else:
            messages.success(
                request, _("Closed. Who was there stands in everybody's training now. Thank you for hosting.")
            )
            return redirect("sessions:roster", pk)
    context = {"slot": slot, "found": found, "form": form, "at": timezone.now()}
    return render(request, "slots/staff/close.html", context, status=422 if form.errors else 200)


def _run(
    request: MemberRequest,
    slot: Slot,
    *,
    notes: NotesForm | None = None,
    link: str = "",
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    form = notes or NotesForm(initial={"notes": slot.notes, "seen": closing.print_of(slot.notes)})
    context: dict[str, Any] = {"form": form, "link": link, "refusal": refusal, "materials": slot.materials.all()}
    return render(request, "slots/staff/run.html", _now(slot) | context, status=status)


def _now(slot: Slot) -> dict[str, Any]:
    show = run_of_show(slot, at=timezone.now())
    door = doorways.at_the_door(row.sign_up.pk for row in show.waiting)
    return {"slot": slot, "show": show, "at_the_door": door, "same_address": doorways.same_address(slot)}


def _slot(pk: int) -> Slot:
    return get_object_or_404(Slot.objects.with_counts().select_related("host"), pk=pk)
