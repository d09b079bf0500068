"""Opening a session to people, and its seats."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.slots import queries
from courses.slots.actions import scheduling
from courses.slots.forms import CapacityForm
from courses.slots.models import Slot
from courses.slots.staff_views.gates import may_run
from courses.slots.staff_views.roster import shown
from lms.actions import Refused
from lms.people.requests import MemberRequest


@may_run
@require_POST
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Slot, pk=pk)
    try:
        scheduling.publish(slot_id=pk, by=request.user)
    except Refused as refusal:
        return shown(request, pk, refusal=refusal)
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
