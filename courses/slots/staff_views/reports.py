"""Attendance from meeting reports: choose a file, look at what it comes to, import it, take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.slots.actions import reports
from courses.slots.forms.reports import ReportForm, ZoneForm, chosen_in
from courses.slots.models import MeetingReport, Slot
from courses.slots.queries import reports as shown
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.people.requests import MemberRequest


@may_run
@require_http_methods(["GET", "POST"])
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    slot = get_object_or_404(Slot, pk=pk)
    form = ReportForm(request.POST or None, request.FILES or None, initial={"zone": slot.zone})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            report = reports.keep(
                slot_id=pk,
                name=file.name,
                content=file.read(),
                zone=form.cleaned_data["zone"],
                order=form.cleaned_data["order"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("file", refusal.messages)
        else:
            return redirect("sessions:report", pk, report.pk)
    context = {"slot": slot, "form": form, "reports": shown.of_slot(slot)}
    return render(request, "slots/staff/reports.html", context)


@may_run
@require_safe
def preview(request: MemberRequest, pk: int, report: int) -> HttpResponse:
    return _preview(request, pk, report)


@may_run
@require_POST
def read_again(request: MemberRequest, pk: int, report: int) -> HttpResponse:
    _report(pk, report)
    form = ZoneForm(request.POST)
    if not form.is_valid():
        return _preview(request, pk, report, form=form)
    try:
        reports.read_again(report_id=report, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _preview(request, pk, report, refusal=refusal)
    messages.success(request, _("Read again."))
    return redirect("sessions:report", pk, report)


@may_run
@require_POST
def take(request: MemberRequest, pk: int, report: int) -> HttpResponse:
    _report(pk, report)
    try:
        changed = reports.take(report_id=report, by=request.user, **chosen_in(request.POST))
    except Refused as refusal:
        return _preview(request, pk, report, refusal=refusal)
    count = len(changed.people)
    words = ngettext(
        "Imported: %(count)d person has new minutes.", "Imported: %(count)d people have new minutes.", count
    )
    messages.success(request, words % {"count": count} if count else _("All of this was known already."))
    return redirect("sessions:report", pk, report)


@may_run
@require_POST
def undo(request: MemberRequest, pk: int, report: int) -> HttpResponse:
    _report(pk, report)
    try:
        reports.undo(report_id=report, by=request.user)
    except Refused as refusal:
        return _preview(request, pk, report, refusal=refusal)
    messages.success(request, _("Taken back: what stood before stands again."))
    return redirect("sessions:report", pk, report)


def _report(pk: int, report: int) -> MeetingReport:
    return get_object_or_404(MeetingReport.objects.select_related("slot", "uploaded_by"), pk=report, slot__pk=pk)


def _preview(
    request: MemberRequest, pk: int, report: int, *, refusal: Refused | None = None, form: ZoneForm | None = None
) -> HttpResponse:
    """With a refusal or a question on top; what was chosen stays chosen."""
    found = _report(pk, report)
    preview = shown.preview(found, reader=request.user)
    chosen = chosen_in(request.POST) if refusal else None
    if chosen:
        for group in preview.names:
            group.picked, group.remembered = chosen["chosen"].get(group.line, 0), group.line in chosen["remember"]
    context = {
        "slot": found.slot,
        "preview": preview,
        "form": form or ZoneForm(initial={"zone": preview.zone or found.zone}),
        "refusal": refusal,
        "chosen": chosen,
    }
    status = 409 if refusal else 200
    return render(request, "slots/staff/report.html", context, status=status)
