"""Changing a session and calling it off: alone, or with the others of its series."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.slots.actions import scheduling, series
from courses.slots.forms import CallOffForm, SeriesCallOffForm, SeriesSlotForm, SlotForm, answers_in
from courses.slots.models import Slot
from courses.slots.rules import Scope
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.people.requests import MemberRequest


@may_run
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """One session is changed at once; what is meant for several is looked at first."""
    slot = get_object_or_404(Slot, pk=pk)
    form = _form_of(slot)(request.POST or None, instance=slot)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data.get("scope", Scope.THIS) is not Scope.THIS:
            return _ahead(request, form)
        try:
            seen = form.cleaned_data["seen"]
            scheduling.change(slot_id=pk, changes=form.changes(), seen=seen, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            form.see(Slot.objects.get(pk=pk))
        else:
            messages.success(request, _("Changed."))
            return redirect("sessions:roster", pk)
    return _form(request, form)


@may_run
@require_POST
def change_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Back from looking ahead to what was written."""
    slot = get_object_or_404(Slot, pk=pk)
    return _form(request, _form_of(slot)(request.POST, instance=slot))


@may_run
@require_POST
def change_series(request: MemberRequest, pk: int) -> HttpResponse:
    slot = get_object_or_404(Slot.objects.exclude(series=None), pk=pk)
    form = SeriesSlotForm(request.POST, instance=slot)
    if not form.is_valid():
        return _form(request, form)
    scope, answers = form.cleaned_data["scope"], answers_in(request.POST)
    try:
        seen = form.cleaned_data["seen"]
        changed = series.change(
            slot_id=pk, scope=scope, changes=form.changes(), answers=answers, seen=seen, by=request.user
        )
    except Refused as refusal:
        form.see(Slot.objects.get(pk=pk))
        return _ahead(request, form, problems=refusal.messages)
    words = ngettext("%(count)d session is changed.", "%(count)d sessions are changed.", len(changed))
    messages.success(request, words % {"count": len(changed)})
    return redirect("sessions:roster", pk)


@may_run
@require_http_methods(["GET", "POST"])
def call_off(request: MemberRequest, pk: int) -> HttpResponse:
    slot = get_object_or_404(Slot, pk=pk)
    form = (SeriesCallOffForm if slot.series_id else CallOffForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scope, because = form.cleaned_data.get("scope", Scope.THIS), form.cleaned_data["because"]
        try:
            if scope is Scope.THIS:
                scheduling.call_off(slot_id=pk, because=because, by=request.user)
            else:
                series.call_off(slot_id=pk, scope=scope, because=because, by=request.user)
        except Refused as refusal:
            form.add_error("because", refusal.messages)
        else:
            messages.success(request, _("Called off. Everybody who had a place is told."))
            return redirect("sessions:roster", pk)
    lead = _("Everybody who has a seat or waits loses their place and is told why. This can't be undone.")
    context = {"form": form, "slot": slot, "title": _("Call it off"), "label": _("Call it off"), "lead": lead}
    return render(request, "slots/staff/form.html", {**context, "danger": True})


def _form_of(slot: Slot) -> type[SlotForm]:
    return SeriesSlotForm if slot.series_id else SlotForm


def _form(request: MemberRequest, form: SlotForm) -> HttpResponse:
    # The form has written on its own copy what was typed; the page tells how the session stands.
    slot = get_object_or_404(Slot, pk=form.instance.pk)
    context = {"form": form, "slot": slot, "title": _("Change a session"), "label": _("Keep the changes")}
    return render(request, "slots/staff/plan.html", context)


def _ahead(request: MemberRequest, form: SlotForm, *, problems: Sequence[str] = ()) -> HttpResponse:
    pk = form.instance.pk
    rows = series.foresee(
        slot_id=pk,
        scope=form.cleaned_data["scope"],
        changes=form.changes(),
        answers=answers_in(request.POST),
        at=timezone.now(),
    )
    words = ngettext("Change %(count)d session", "Change %(count)d sessions", len(rows)) % {"count": len(rows)}
    context = {
        "form": form,
        "rows": rows,
        "problems": problems,
        "title": words,
        "changed": form.told_changes,
        "verbs": [] if any(row.refusals for row in rows) else [(reverse("sessions:change_series", args=[pk]), words)],
        "back": reverse("sessions:change_again", args=[pk]),
    }
    return render(request, "slots/staff/ahead.html", context, status=409 if problems else 200)
