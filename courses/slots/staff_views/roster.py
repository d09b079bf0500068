"""A session's roster: who is expected, who was there, and what a host says of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from courses.slots import queries, rules
from courses.slots.actions import attendance
from courses.slots.forms import MarkForm, RestForm, UndoForm
from courses.slots.models import AttendanceMark, Slot
from courses.slots.staff_views.gates import may_run, may_see
from courses.slots.words import WHY_NOBODY_MOVES
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest


@may_see
@require_safe
def see(request: MemberRequest, pk: int) -> HttpResponse:
    return shown(request, pk)


@may_run
@require_POST
def mark(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Slot, pk=pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please write the minutes as a whole number."))
        return redirect("sessions:roster", pk)
    said = form.cleaned_data
    person = get_object_or_404(User, pk=said["person"])

    def do() -> None:
        attendance.mark(slot_id=pk, person=person, minutes=said["minutes"], because=said["because"], by=request.user)

    return _done_or_told(request, pk, person.pk, do)


@may_run
@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    form = UndoForm(request.POST)
    row = get_object_or_404(AttendanceMark, slot__pk=pk, pk=form.cleaned_data["mark"] if form.is_valid() else 0)
    because = form.cleaned_data["because"]

    def do() -> None:
        attendance.undo(slot_id=pk, mark_id=row.pk, because=because, by=request.user)

    return _done_or_told(request, pk, row.person_id or 0, do)


@may_run
@require_POST
def mark_rest(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Slot, pk=pk)
    form = RestForm(request.POST)
    if not form.is_valid():
        return redirect("sessions:roster", pk)
    try:
        made = attendance.mark_rest(slot_id=pk, minutes=form.cleaned_data["minutes"], by=request.user)
    except Refused as refusal:
        return shown(request, pk, refusal=refusal)
    words = ngettext("Noted for %(count)d person.", "Noted for %(count)d people.", len(made))
    messages.success(request, words % {"count": len(made)})
    return redirect("sessions:roster", pk)


def _done_or_told(request: MemberRequest, pk: int, person_id: int, do: Callable[[], None]) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        return shown(request, pk, refusal=refusal, about=person_id)
    # Back to the same row, for a phone's screen shows few of them.
    return redirect(reverse("sessions:roster", args=[pk]) + f"#person-{person_id}")


@cache_control(private=True, no_cache=True)
def shown(request: MemberRequest, pk: int, *, refusal: Refused | None = None, about: int = 0) -> HttpResponse:
    """The roster; a refusal stands on top, or in the row of the person that it is about."""
    slot = get_object_or_404(Slot.objects.with_counts().select_related("host"), pk=pk)
    at, facts, may_note = timezone.now(), queries.counted(slot), request.user.has_perm("slots.run_slot")
    opens = slot.starts_at - rules.WALK_INS_OPEN_BEFORE
    roster = queries.roster(slot)
    context = {
        "slot": slot,
        "facts": facts,
        "roster": roster,
        "undoable": {row.person.pk for row in roster.confirmed if row.may_undo(request.user)},
        "needs": queries.access_needs(slot, request.user),
        "why_nobody_moves": WHY_NOBODY_MOVES[rules.why_nobody_moves(facts, at=at)],
        "at": at,
        "may_run": may_note,
        "closed": slot.state == Slot.State.CLOSED,
        "may_mark": may_note and at >= opens and slot.state in (Slot.State.PUBLISHED, Slot.State.CLOSED),
        "refusal": refusal,
        "about": about,
    }
    return render(request, "slots/staff/roster.html", context, status=409 if refusal else 200)
