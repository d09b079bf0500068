"""Concerns outside the staff pages: raising one, reading one's own, and answering what was said openly."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.practice import queries, rules
from courses.practice.actions import concerns
from courses.practice.forms import ConcernForm, ConcernWordsForm
from courses.practice.models import Dialogue
from courses.practice.queries import Heard, Seat
from lms.actions import Refused
from lms.people.requests import MemberRequest

_ANSWER = gettext_lazy("Your answer")


@login_required
@require_http_methods(["GET", "POST"])
def raise_one(request: MemberRequest, pk: int) -> HttpResponse:
    begun = Dialogue.objects.filter(state__in=[Dialogue.State.RUNNING, Dialogue.State.HELD])
    dialogue = get_object_or_404(begun.select_related("enrolment__person"), pk=pk)
    lead = dialogue.enrolment.person
    if lead is None or not queries.stands_near(dialogue, request.user):
        raise Http404
    due_on = rules.usual_due(timezone.localdate())
    form = ConcernForm(queries.possible_owners(lead, request.user), due_on, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            concern = concerns.raise_one(dialogue_id=pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(_field(refusal), refusal.messages)
        else:
            told = _("%(name)s knows, and nobody else.") % {"name": concern.owner}
            messages.success(request, told)
            return redirect("practice:concern", concern.pk)
    return render(request, "practice/raise_concern.html", {"dialogue": dialogue, "form": form})


def _field(refusal: Refused) -> str | None:
    fields = {
        rules.Reason.DUE_TOO_FAR: "due_on",
        rules.Reason.TOO_CLOSE: "owner",
        rules.Reason.OWNER_UNKNOWN: "owner",
        rules.Reason.WORDS_MISSING: "text",
    }
    return fields.get(rules.Reason(refusal.reasons[0])) if len(refusal.reasons) == 1 else None


def _heard(request: MemberRequest, pk: int) -> Heard:
    """A concern for who raised it or whom it was told openly; its owner has a page among the staff's."""
    found = queries.heard(pk, request.user)
    if found is None:
        raise Http404
    return found


@login_required
@require_GET
def one(request: MemberRequest, concern: int) -> HttpResponse:
    found = _heard(request, concern)
    if found.seat is Seat.OWNER:
        return redirect("concerns:one", concern)
    return render(request, "practice/concern.html", {"heard": found, "form": ConcernWordsForm(_ANSWER)})


@login_required
@require_POST
def answer(request: MemberRequest, concern: int) -> HttpResponse:
    found = _heard(request, concern)
    if found.seat is not Seat.CONCERNED:
        raise Http404
    form = ConcernWordsForm(_ANSWER, request.POST)
    if form.is_valid():
        try:
            concerns.answer(concern_id=concern, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            form.add_error("text", refusal.messages)
        else:
            messages.success(request, _("Your answer stands beside it. Who decides about an application reads both."))
            return redirect("practice:concern", concern)
    return render(request, "practice/concern.html", {"heard": found, "form": form})
