"""Work on many certificates at once: chosen, counted, begun; its results as a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certification.certificates import actions, queries
from certification.certificates.forms.batches import BeginForm, ChoiceForm
from certification.certificates.models import Batch
from certification.certificates.queries.batches import reasons_of, rows_of
from certification.certificates.staff_views.acts import may_revoke
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest
from lms.web.spreadsheets import table_file

_TEMPLATE = "certificates/staff/job_new.html"


@may_revoke
@require_safe
def choose(request: MemberRequest) -> HttpResponse:
    """What shall be done with which; once chosen, how many there are, before anything begins."""
    form = ChoiceForm(request.GET or None)
    if not (form.is_bound and form.is_valid()):
        return render(request, _TEMPLATE, {"form": form})
    count = queries.to_do(form.chosen(), at=timezone.now()).count()
    begin = BeginForm(initial=form.cleaned_data)
    return render(request, _TEMPLATE, {"form": form, "begin": begin, "counted": True, "count": count})


@may_revoke
@recent_sign_in_required
@require_POST
def begin(request: MemberRequest) -> HttpResponse:
    form = BeginForm(request.POST)
    if form.is_valid():
        try:
            made = actions.begin_job(chosen=form.chosen(), reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("It has begun. You can leave this page; it goes on by itself."))
            return redirect("certificate_jobs:inspect", made.pk)
    known = "kind" in form.cleaned_data
    count = queries.to_do(form.chosen(), at=timezone.now()).count() if known else 0
    context = {"form": ChoiceForm(request.POST), "begin": form, "counted": known, "count": count}
    return render(request, _TEMPLATE, context)


@may_revoke
@require_safe
def results(request: MemberRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(Batch, pk=pk)
    header = (_("Number"), _("Name"), _("Result"), _("New number"), _("Why not"), _("When"))
    rows = (
        (
            row.certificate.number,
            row.certificate.holder.name,
            row.get_state_display(),
            row.made.number if row.made else "",
            " ".join(reasons_of(row)),
            row.done_at.isoformat() if row.done_at else "",
        )
        for row in rows_of(batch)
    )
    return table_file(f"certificates-{batch.pk}", header, rows)
