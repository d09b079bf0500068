"""Letting people in who have come without a seat."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.slots import queries
from courses.slots.actions import walk_ins
from courses.slots.forms import WalkInForm
from courses.slots.models import Slot
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest

_SHORTEST = 2


@may_run
@require_safe
def walk_in(request: MemberRequest, pk: int) -> HttpResponse:
    return _found(request, pk, request.GET.get("q", ""))


@may_run
@require_POST
def admit(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Slot, pk=pk)
    form = WalkInForm(request.POST)
    known = form.cleaned_data["person"] if form.is_valid() else 0
    person = get_object_or_404(User, pk=known, is_active=True, erased_at=None)
    because = form.cleaned_data["because"]
    try:
        walk_ins.admit(slot_id=pk, person=person, over_capacity_because=because, by=request.user)
    except Refused as refusal:
        return _found(request, pk, request.POST.get("q", ""), about=person, refusal=refusal)
    messages.success(request, _("%(name)s is on the list now.") % {"name": person})
    return redirect(reverse("sessions:roster", args=[pk]) + f"#person-{person.pk}")


def _found(
    request: MemberRequest, pk: int, typed: str, *, about: User | None = None, refusal: Refused | None = None
) -> HttpResponse:
    """Who may be meant; a refusal stands beside the person whom it is about."""
    slot = get_object_or_404(Slot, pk=pk)
    typed = typed.replace("\0", "").strip()[:100]
    people = queries.could_walk_in(slot, typed, reader=request.user) if len(typed) >= _SHORTEST else []
    if about and about not in people:
        people.insert(0, about)
    roster = queries.roster(slot)
    context = {
        "slot": slot,
        "typed": typed,
        "people": people,
        "seated": [row.person for row in roster.confirmed if typed and _is_called(row.person, typed)],
        "waiting": [row for row in roster.waiting if row.person not in people],
        "about": about,
        "refusal": refusal,
    }
    return render(request, "slots/staff/walk_in.html", context, status=409 if refusal else 200)


def _is_called(person: User, typed: str) -> bool:
    words = typed.casefold()
    return words in person.display_name.casefold() or words in person.email.casefold()
