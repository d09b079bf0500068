"""Putting people forward, and approving several of a list at once."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import BaseFormSet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from certification.review import actions, queries
from certification.review.actions.roads import RowsRefused
from certification.review.forms.roads import (
    FoundingListForm,
    HonoraryForm,
    PasteForm,
    ProposalForm,
    RowsFormSet,
    TogetherForm,
    as_data,
    rows_of,
    typed_rows,
)
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest

may_put_forward = permission_required("review.put_forward", raise_exception=True)
_ROWS = "people"
_EMPTY_ROWS = 3


@may_put_forward
@recent_sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_forward(request: MemberRequest) -> HttpResponse:
    """A list of earlier facilitators, with a row each; empty rows are left out."""
    if request.method != "POST":
        return _page(request, FoundingListForm(), RowsFormSet(initial=[{}] * _EMPTY_ROWS, prefix=_ROWS))
    form = FoundingListForm(request.POST)
    rows = RowsFormSet(as_data(typed_rows(request.POST, _ROWS), _ROWS), prefix=_ROWS)
    if form.is_valid() and rows.is_valid():
        try:
            made = actions.put_forward(
                pathway=form.cleaned_data["pathway"],
                title=form.cleaned_data["title"],
                rows=[row.proposal() for row in rows],
                by=request.user,
            )
        except RowsRefused as refused:
            for place, refusal in refused.refusals.items():
                rows[place].refuse(refusal)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            rows = RowsFormSet(initial=[{}] * _EMPTY_ROWS, prefix=_ROWS)
        else:
            messages.success(request, _("They are put forward, and each of them has a mail."))
            return redirect("founding_lists:inspect", made.pk)
    return _page(request, form, rows)


@may_put_forward
@require_POST
def add_rows(request: MemberRequest) -> HttpResponse:
    """Show pasted lines as rows to look through; nothing is kept yet."""
    told = [*typed_rows(request.POST, _ROWS), *rows_of(request.POST.get("lines", ""))]
    pasted = bool(request.POST.get("lines", "").strip())
    form = FoundingListForm(initial={name: request.POST.get(name, "") for name in FoundingListForm.base_fields})
    rows = RowsFormSet(as_data(told, _ROWS, more=0 if pasted else _EMPTY_ROWS), prefix=_ROWS)
    return _page(request, form, rows)


def _page(request: MemberRequest, form: FoundingListForm, rows: BaseFormSet[ProposalForm]) -> HttpResponse:
    context = {"form": form, "rows": rows, "paste": PasteForm()}
    return render(request, "review/staff/put_forward.html", context)


@may_put_forward
@recent_sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def honour(request: MemberRequest) -> HttpResponse:
    """One person, for an honorary certification or one for a time."""
    form = HonoraryForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            case = actions.put_forward_honorary(
                pathway=told["pathway"], row=form.proposal(), valid_until=told["valid_until"], by=request.user
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s is put forward, and has a mail.") % {"name": case.printed_name})
            return redirect("cases:inspect", case.pk)
    return render(request, "review/staff/honour.html", {"form": form})


@permission_required("review.decide_case", raise_exception=True)
@recent_sign_in_required
@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    made = get_object_or_404(queries.lists(), pk=pk)
    rows = queries.listed_people(made, request.user, at=timezone.now())
    if not rows:
        raise Http404
    form, refused = TogetherForm(request.POST), dict[int, list[str]]()
    if form.is_valid():
        try:
            done = actions.approve_together(
                list_id=pk, chosen=form.chosen(), reason=form.cleaned_data["reason"], by=request.user
            )
        except RowsRefused as refusals:
            refused = {case: refusal.messages for case, refusal in refusals.refusals.items()}
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            told = ngettext("Your decision is kept.", "Your %(number)s decisions are kept.", len(done))
            messages.success(request, told % {"number": len(done)})
            return redirect("founding_lists:inspect", pk)
    people = [(row, row.case.pk in form.chosen(), refused.get(row.case.pk, [])) for row in rows]
    context = {"object": made, "people": people, "form": form, "refused": refused, "may_approve": True}
    return render(request, "review/staff/founding_approve.html", context)
