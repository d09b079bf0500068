"""Concerns for those who look after them, and for program admins the mere fact that one is late.

What one may see follows from what one is to a concern, never from a permission: a superuser is nobody here.
"""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from courses.practice import queries
from courses.practice.actions import concerns
from courses.practice.forms import ConcernWordsForm, OwnerForm
from courses.practice.models import ConcernEntry
from courses.practice.queries import Heard, Seat
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.people.roles import Role, has_role

_NOTE = gettext_lazy("A note")
_OPEN = gettext_lazy("What you say openly, in words meant for them")
_OUTCOME = gettext_lazy("What came of it")


def _own(request: MemberRequest, pk: int) -> Heard:
    found = queries.heard(pk, request.user)
    if found is None or found.seat is not Seat.OWNER:
        raise Http404
    return found


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What the reader looks after, open ones first."""
    if not queries.looks_after_concerns(request.user):
        raise PermissionDenied
    sees_late = has_role(request.user, Role.PROGRAM_ADMIN)
    return render(
        request, "practice/staff/concerns.html", {"concerns": queries.owned_by(request.user), "sees_late": sees_late}
    )


@require_GET
def one(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _own(request, pk))


def _page(request: MemberRequest, found: Heard, **filled: Form) -> HttpResponse:
    """The concern with its verbs; a form that needs another look stands in the place of its empty one."""
    concern = found.concern
    forms = {
        "noting": ConcernWordsForm(_NOTE, prefix="note"),
        "opening": ConcernWordsForm(_OPEN, prefix="open"),
        "closing": ConcernWordsForm(_OUTCOME, prefix="close"),
        "handing": OwnerForm(_others(found), prefix="hand"),
    }
    return render(request, "practice/staff/concern.html", {"heard": found, "concern": concern, **forms, **filled})


def _others(found: Heard) -> object:
    concern = found.concern
    return queries.possible_owners(concern.about, concern.raised_by).exclude(pk=concern.owner_id)


def _with_words(
    request: MemberRequest, pk: int, name: str, form: ConcernWordsForm, verb: Callable[[str], object], told: str
) -> HttpResponse:
    found = _own(request, pk)
    if form.is_valid():
        try:
            verb(form.cleaned_data["text"])
        except Refused as refusal:
            form.add_error("text", refusal.messages)
        else:
            messages.success(request, told)
            return redirect("concerns:one", pk)
    return _page(request, found, **{name: form})


@require_POST
def note(request: MemberRequest, pk: int) -> HttpResponse:
    def verb(text: str) -> ConcernEntry:
        return concerns.note(concern_id=pk, text=text, by=request.user)

    return _with_words(
        request, pk, "noting", ConcernWordsForm(_NOTE, request.POST, prefix="note"), verb, _("Kept. Only you read it.")
    )


@require_POST
def say_openly(request: MemberRequest, pk: int) -> HttpResponse:
    def verb(text: str) -> object:
        return concerns.say_openly(concern_id=pk, text=text, by=request.user)

    form = ConcernWordsForm(_OPEN, request.POST, prefix="open")
    return _with_words(request, pk, "opening", form, verb, _("Said. They can read it and answer."))


@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    def verb(text: str) -> object:
        return concerns.close(concern_id=pk, outcome=text, by=request.user)

    form = ConcernWordsForm(_OUTCOME, request.POST, prefix="close")
    return _with_words(request, pk, "closing", form, verb, _("Closed. Whoever raised it can read what came of it."))


@require_POST
def hand_on(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = OwnerForm(_others(found), request.POST, prefix="hand")
    if form.is_valid():
        try:
            concerns.hand_on(concern_id=pk, owner=form.cleaned_data["owner"], by=request.user)
        except Refused as refusal:
            form.add_error("owner", refusal.messages)
        else:
            messages.success(request, _("%(name)s looks after it now.") % {"name": form.cleaned_data["owner"]})
            return redirect("concerns:mine")
    return _page(request, found, handing=form)


@require_GET
def late(request: MemberRequest) -> HttpResponse:
    """For program admins: what waits past its day, with whom, and no more."""
    return _late_page(request)


def _late_page(request: MemberRequest, *, number: int = 0, filled: OwnerForm | None = None) -> HttpResponse:
    if not has_role(request.user, Role.PROGRAM_ADMIN):
        raise PermissionDenied
    found = queries.late_for_admin(request.user, today=timezone.localdate())
    rows = [
        (row, filled if filled and row.pk == number else OwnerForm(queries.concern_owners(), prefix=f"late-{row.pk}"))
        for row in found
    ]
    return render(request, "practice/staff/late_concerns.html", {"rows": rows})


@require_POST
def hand_on_late(request: MemberRequest, pk: int) -> HttpResponse:
    if not has_role(request.user, Role.PROGRAM_ADMIN):
        raise PermissionDenied
    get_object_or_404(queries.late_for_admin(request.user, today=timezone.localdate()), pk=pk)
    form = OwnerForm(queries.concern_owners(), request.POST, prefix=f"late-{pk}")
    if form.is_valid():
        try:
            concerns.hand_on(concern_id=pk, owner=form.cleaned_data["owner"], by=request.user)
        except Refused as refusal:
            form.add_error("owner", refusal.messages)
        else:
            messages.success(request, _("%(name)s looks after it now.") % {"name": form.cleaned_data["owner"]})
            return redirect("concerns:late")
    return _late_page(request, number=pk, filled=form)
