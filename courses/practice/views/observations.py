"""What observers write, by a plain form: a draft, what is handed in, and what is said differently afterwards."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from courses.practice import queries
from courses.practice.actions import headcounts, observations
from courses.practice.forms import AmendmentForm, ObservationForm, fields_of
from courses.practice.models import Dialogue, ObservationDraft
from courses.practice.rules import Reason
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest


@login_required
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "POST"])
def observe(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = queries.observed_by(request.user).filter(pk=pk).first()
    if dialogue is None:
        return _not_yet(request.user, pk)
    handed_in = queries.handed_in_by(dialogue, request.user)
    if handed_in is not None:
        notes = queries.noted_by(dialogue, request.user)
        return render(
            request, "practice/observed.html", {"observation": handed_in, "dialogue": dialogue, "notes": notes}
        )
    draft = queries.draft_of(dialogue, request.user)
    form = form_for(dialogue, draft, _merged(request.POST, draft) if request.method == "POST" else None)
    page = queries.Observing.of(dialogue, request.user)
    if request.method == "POST" and form.is_valid():
        try:
            said = store(form, dialogue, by=request.user, hands_in="hand_in" in request.POST)
        except Refused as refusal:
            differences = _look_at_both(form, refusal, dialogue, request.user)
            return render(request, "practice/observe.html", {"page": page, "form": form, "differences": differences})
        messages.success(request, said)
        return redirect("practice:observe", pk)
    return render(request, "practice/observe.html", {"page": page, "form": form})


def form_for(dialogue: Dialogue, draft: ObservationDraft | None, data: QueryDict | None = None) -> ObservationForm:
    rubric = dialogue.enrolment.syllabus.document["rubric"]
    return ObservationForm(rubric, data, instance=draft, people=dialogue.headcount)


def store(form: ObservationForm, dialogue: Dialogue, *, by: User, hands_in: bool) -> str:
    """Do what was asked with a form that can be read, and say what was done. Raises ``Refused``."""
    verb = observations.hand_in if hands_in else observations.save_draft
    seen, key = form.cleaned_data["seen"] or 0, form.cleaned_data["key"]
    verb(dialogue_id=dialogue.pk, written=form.written(), by=by, seen=seen, key=key)
    people = form.people_counted()
    if people is not None:
        headcounts.note(dialogue_id=dialogue.pk, people=people, by=by)
    return _("Handed in. Thank you.") if hands_in else _("Saved.")


def _not_yet(reader: User, pk: int) -> HttpResponse:
    """Who is asked and hasn't answered is led to the question."""
    asked = queries.asked_of(reader).filter(dialogue=pk, part="observer", state="asked").first()
    if asked is None:
        raise Http404
    return redirect("practice:pairing", asked.pk)


def _merged(sent: QueryDict, draft: ObservationDraft | None) -> QueryDict:
    """What was typed, with what stands elsewhere in the fields where that was chosen."""
    chosen = [name.removeprefix("take_") for name in sent if name.startswith("take_") and sent[name] == "there"]
    if not chosen or draft is None or sent.get("seen") != str(draft.revision):
        return sent
    there, merged = fields_of(draft), sent.copy()
    for name in chosen:
        merged[name] = there.get(name, "")
    return merged


def _look_at_both(form: ObservationForm, refusal: Refused, dialogue: Dialogue, by: User) -> list[object]:
    """What differs from the draft that was saved elsewhere; the next sending is on top of that one."""
    draft = queries.draft_of(dialogue, by)
    if Reason.CHANGED_ELSEWHERE not in refusal.reasons or draft is None:
        form.refuse(refusal)
        return []
    sent = cast(QueryDict, form.data).copy()
    sent["seen"] = str(draft.revision)
    form.data = sent
    form.add_error(None, refusal.messages)
    return list(form.differences(draft))


@login_required
@require_http_methods(["GET", "POST"])
def amend(request: MemberRequest, pk: int) -> HttpResponse:
    """Say something differently after handing in, as a new version with its reason."""
    dialogue = get_object_or_404(Dialogue.objects.filter(observations__observer=request.user).distinct(), pk=pk)
    last = queries.handed_in_by(dialogue, request.user)
    assert last is not None
    said = ObservationDraft(revision=last.version, saved_at=last.submitted_at, readiness=last.readiness)
    said.scores, said.evidence = last.scores, last.evidence
    said.strengths, said.one_thing = last.strengths, last.one_thing
    form = AmendmentForm(last.syllabus.document["rubric"], request.POST or None, instance=said)
    if request.method == "POST" and form.is_valid():
        seen, because = form.cleaned_data["seen"] or 0, form.cleaned_data["because"]
        try:
            observations.amend(dialogue_id=pk, written=form.written(), because=because, seen=seen, by=request.user)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Said. The lead knows, and reads both versions."))
            return redirect("practice:observe", pk)
    return render(request, "practice/amend.html", {"dialogue": dialogue, "form": form})
