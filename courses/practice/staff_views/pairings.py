"""The core group's verbs for who helps: ask people, take a question back, and look through all that is lacking."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from courses.practice import queries
from courses.practice.actions import pairings
from courses.practice.forms import ChosenForm
from courses.practice.models import Dialogue, Pairing
from lms.actions import Refused
from lms.people.requests import MemberRequest

may_see = permission_required("practice.view_dialogue", raise_exception=True)
may_clear = permission_required("practice.clear_dialogue", raise_exception=True)


@may_clear
@require_POST
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask whoever was chosen on a dialogue's own page."""
    get_object_or_404(Dialogue, pk=pk)
    form = ChosenForm(request.POST)
    if not form.is_valid() or set(form.cleaned_data["ask"]) != {pk}:
        messages.error(request, _("Please choose somebody from the list."))
        return redirect("dialogues:inspect", pk)
    try:
        asked = pairings.ask_possible(dialogue_id=pk, chosen=form.cleaned_data["ask"][pk], by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        names = ", ".join(str(row.person) for row in asked)
        messages.success(request, _("Asked: %(names)s. They answer from their mail.") % {"names": names})
    return redirect("dialogues:inspect", pk)


@may_clear
@require_POST
def withdraw(request: MemberRequest, pk: int, pairing: int) -> HttpResponse:
    row = get_object_or_404(Pairing.objects.select_related("person"), pk=pairing, dialogue=pk)
    try:
        pairings.withdraw(pairing_id=row.pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("%(name)s isn't asked any more, and knows.") % {"name": row.person})
    return redirect("dialogues:inspect", pk)


@may_see
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    found = queries.gaps(at=timezone.now())
    may = request.user.has_perm("practice.clear_dialogue")
    return render(request, "practice/staff/gaps.html", {"gaps": found, "may_ask": may})


@may_clear
@require_POST
def ask_all(request: MemberRequest) -> HttpResponse:
    """Ask everybody who was chosen, dialogue by dialogue: where something has changed meanwhile, nobody is asked."""
    form = ChosenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose somebody from the list."))
        return redirect("dialogues:gaps")
    chosen = form.cleaned_data["ask"]
    topics = dict(Dialogue.objects.filter(pk__in=chosen).values_list("pk", "topic"))
    asked = 0
    for pk, topic in topics.items():
        try:
            asked += len(pairings.ask_possible(dialogue_id=pk, chosen=chosen[pk], by=request.user))
        except Refused as refusal:
            messages.error(request, f"{topic}: " + " ".join(refusal.messages))
    if asked:
        told = ngettext("%(count)d person is asked.", "%(count)d people are asked.", asked) % {"count": asked}
        messages.success(request, told)
    return redirect("dialogues:gaps")
