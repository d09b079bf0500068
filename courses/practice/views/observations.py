"""What observers write."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.practice import queries
from courses.practice.actions import observations
from courses.practice.forms import ObservationForm
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "POST"])
def observe(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(queries.observed_by(request.user), pk=pk)
    handed_in = queries.handed_in_by(dialogue, request.user)
    if handed_in is not None:
        return render(request, "practice/observed.html", {"dialogue": dialogue, "observation": handed_in})
    draft = queries.draft_of(dialogue, request.user)
    form = ObservationForm(dialogue.enrolment.syllabus.document["rubric"], request.POST or None, instance=draft)
    if request.method == "POST":
        form.is_valid()
        hands_in = "hand_in" in request.POST
        verb = observations.hand_in if hands_in else observations.save_draft
        try:
            verb(dialogue_id=pk, written=form.written(), by=request.user, seen=form.revision_seen())
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Handed in. Thank you.") if hands_in else _("Saved."))
            return redirect("practice:observe", pk)
    return render(request, "practice/observe.html", {"dialogue": dialogue, "form": form})
