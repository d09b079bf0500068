"""What hosts do with a waitlist and with places in it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.slots.actions import line
from courses.slots.forms import ReasonForm
from courses.slots.models import SignUp
from courses.slots.staff_views.gates import may_run
from courses.slots.staff_views.roster import shown
from lms.actions import Refused
from lms.people.requests import MemberRequest


@may_run
@require_POST
def confirm_late(request: MemberRequest, pk: int, sign_up_id: int) -> HttpResponse:
    row = _sign_up(pk, sign_up_id)
    try:
        line.confirm_late(slot_id=pk, sign_up_id=sign_up_id, by=request.user)
    except Refused as refusal:
        return shown(request, pk, refusal=refusal)
    messages.success(request, _("%(name)s has the seat, and is told.") % {"name": row.person})
    return redirect("sessions:roster", pk)


@may_run
@require_http_methods(["GET", "POST"])
def move_up(request: MemberRequest, pk: int, sign_up_id: int) -> HttpResponse:
    row = _sign_up(pk, sign_up_id)
    form = ReasonForm(request.POST or None, read_by=_("It stands beside their place for everybody who runs sessions."))
    words = {
        "title": _("Put %(name)s first in line") % {"name": row.person},
        "label": _("Put first"),
        "lead": _("Everybody else in line waits longer for it."),
    }
    return _with_reason(request, row, form, words, line.move_up, done=_("First in line now."))


@may_run
@require_http_methods(["GET", "POST"])
def take_out(request: MemberRequest, pk: int, sign_up_id: int) -> HttpResponse:
    row = _sign_up(pk, sign_up_id)
    form = ReasonForm(request.POST or None, read_by=_("They read it in a mail."))
    words = {
        "title": _("Take %(name)s out") % {"name": row.person},
        "label": _("Take out"),
        "lead": _("They lose their place. Whoever is next in line has a seat that becomes free."),
        "danger": True,
    }
    return _with_reason(request, row, form, words, line.take_out, done=_("Taken out, and told why."))


def _sign_up(pk: int, sign_up_id: int) -> SignUp:
    return get_object_or_404(SignUp.objects.open().select_related("slot", "person"), pk=sign_up_id, slot__pk=pk)


def _with_reason(
    request: MemberRequest,
    row: SignUp,
    form: ReasonForm,
    words: dict[str, Any],
    act: Callable[..., SignUp],
    *,
    done: str,
) -> HttpResponse:
    """Ask why, and do it."""
    if request.method == "POST" and form.is_valid():
        try:
            act(slot_id=row.slot_id, sign_up_id=row.pk, because=form.cleaned_data["because"], by=request.user)
        except Refused as refusal:
            form.add_error("because", refusal.messages)
        else:
            messages.success(request, done)
            return redirect("sessions:roster", row.slot_id)
    return render(request, "slots/staff/form.html", {"form": form, "slot": row.slot, **words})
