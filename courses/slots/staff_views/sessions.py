"""A session's roster: opening it to people, its seats, and noting who was there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.slots import queries
from courses.slots.actions import attendance, scheduling
from courses.slots.forms import CapacityForm, MarkForm
from courses.slots.models import Slot
from courses.slots.staff_views.gates import may_run, may_see
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest


@may_see
@require_safe
def roster(request: MemberRequest, pk: int) -> HttpResponse:
    return _roster(request, pk)


@may_run
@require_POST
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Slot, pk=pk)
    try:
        scheduling.publish(slot_id=pk, by=request.user)
    except Refused as refusal:
        return _roster(request, pk, refusal=refusal)
    messages.success(request, _("Published. People can find it now."))
    return redirect("sessions:roster", pk)


@may_run
@require_http_methods(["GET", "POST"])
def set_capacity(request: MemberRequest, pk: int) -> HttpResponse:
    slot = get_object_or_404(Slot, pk=pk)
    form = CapacityForm(request.POST or None, initial={"capacity": queries.facts_of(slot).seats})
    if request.method == "POST" and form.is_valid():
        count = form.cleaned_data["capacity"]
        try:
            scheduling.set_capacity(slot_id=pk, capacity=count, by=request.user)
        except Refused as refusal:
            form.add_error("capacity", refusal.messages)
        else:
            words = ngettext("The session has %(count)d seat now.", "The session has %(count)d seats now.", count)
            messages.success(request, words % {"count": count})
            return redirect("sessions:roster", pk)
    lead = _("New seats go to those who wait, in their order. Nobody who is confirmed loses theirs.")
    context = {"form": form, "slot": slot, "title": _("Change the seats"), "label": _("Change the seats"), "lead": lead}
    return render(request, "slots/staff/form.html", context)


@may_run
@require_POST
def mark(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Slot, pk=pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please write the minutes as a whole number."))
        return redirect("sessions:roster", pk)
    person = get_object_or_404(User, pk=form.cleaned_data["person"])
    try:
        attendance.mark(slot_id=pk, person=person, minutes=form.cleaned_data["minutes"], by=request.user)
    except Refused as refusal:
        return _roster(request, pk, refusal=refusal, about=person.pk)
    # Back to the same row, for a phone's screen shows few of them.
    return redirect(reverse("sessions:roster", args=[pk]) + f"#person-{person.pk}")


def _roster(request: MemberRequest, pk: int, *, refusal: Refused | None = None, about: int = 0) -> HttpResponse:
    """A refusal stands on top, or in the row of the person that it is about."""
    slot = get_object_or_404(Slot.objects.with_counts().select_related("host"), pk=pk)
    context = {
        "slot": slot,
        "facts": queries.counted(slot),
        "roster": queries.roster(slot),
        "at": timezone.now(),
        "may_run": request.user.has_perm("slots.run_slot"),
        "refusal": refusal,
        "about": about,
    }
    return render(request, "slots/staff/roster.html", context, status=409 if refusal else 200)
