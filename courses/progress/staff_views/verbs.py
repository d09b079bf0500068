"""Staff's verbs for one person's training: each has a page with a form, and whatever is refused stands at its field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.progress import engine, forms, queries
from courses.progress.actions import credits as crediting
from courses.progress.actions import entries, ledger, records
from courses.progress.models import Credit, Enrolment, LedgerEvent, StaffRecord
from courses.progress.requirements import RequirementStatus
from courses.progress.rules import EVIDENCE_MOST_BYTES, EVIDENCE_TYPES, Reason
from courses.progress.staff_views.gates import may_correct, may_see, recent_when_posting
from courses.progress.words import WORDS
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest

reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The words of a verb's page."""

    title: Promise
    lead: Promise | str = ""
    label: Promise
    done: Promise
    danger: bool = False
    icon: str = "history"


PAGES = {
    "waive": Page(
        title=_("Waive a requirement"),
        lead=_("It counts as met for this person from now on, and stands in the history with your name and reason."),
        label=_("Waive it"),
        done=_("The requirement is waived. It stands in the history."),
    ),
    "end_waiver": Page(
        title=_("End a waiver"),
        lead=_("The requirement is asked of this person again. What they have done for it counts."),
        label=_("Ask it again"),
        done=_("The requirement is asked again."),
    ),
    "credit": Page(
        title=_("Credit earlier training"),
        lead=_("It counts for the one requirement that you name, with a proof, and until it is three years old."),
        label=_("Let it count"),
        done=_("The earlier training counts."),
    ),
    "end_credit": Page(
        title=_("End a credit"),
        lead=_("The earlier training counts no more. The proof is kept with the history."),
        label=_("End it"),
        done=_("The earlier training counts no more."),
    ),
    "take_back": Page(
        title=_("Take an entry back"),
        lead=_("What stood before it stands again. The entry stays in the history, marked as taken back."),
        label=_("Take it back"),
        done=_("The entry is taken back. What stood before it stands again."),
        danger=True,
    ),
    "correct": Page(
        title=_("Correct an entry"),
        lead=_("What you write here takes the entry's place. The history keeps both."),
        label=_("Keep the correction"),
        done=_("Corrected. The history keeps what stood there before."),
    ),
    "record": Page(
        title=_("Note something that took place"),
        lead=_("For what no page records. It counts in all trainings of this person, also in those they begin later."),
        label=_("Note it"),
        done=_("Noted. It stands in the history."),
    ),
}


@may_correct
@recent_when_posting
@reads_and_posts
def waive(request: MemberRequest, pk: int) -> HttpResponse:
    enrolment = _training(pk)
    form = _requirement_form(request, _choices(request, enrolment, "open"))
    return _answer(request, enrolment, form, "waive", lambda said: ledger.waive(**_who(request, pk), **said))


@may_correct
@recent_when_posting
@reads_and_posts
def end_waiver(request: MemberRequest, pk: int) -> HttpResponse:
    enrolment = _training(pk)
    form = _requirement_form(request, _choices(request, enrolment, "waived"))
    return _answer(request, enrolment, form, "end_waiver", lambda said: ledger.end_waiver(**_who(request, pk), **said))


@may_correct
# On reading too: a file that was chosen can't wait for somebody to sign in.
@recent_sign_in_required
@reads_and_posts
def credit(request: MemberRequest, pk: int) -> HttpResponse:
    enrolment = _training(pk)
    form = _requirement_form(request, _choices(request, enrolment, "open"), kind=forms.CreditForm)

    def grant(said: dict[str, Any]) -> None:
        file = said.pop("evidence")
        crediting.grant(
            earned_on=said.pop("day"), evidence=file.read(EVIDENCE_MOST_BYTES + 1), **_who(request, pk), **said
        )

    return _answer(request, enrolment, form, "credit", grant)


@may_correct
@recent_when_posting
@reads_and_posts
def end_credit(request: MemberRequest, pk: int) -> HttpResponse:
    enrolment = _training(pk)
    form = _requirement_form(request, _choices(request, enrolment, "credited"))
    return _answer(request, enrolment, form, "end_credit", lambda said: crediting.end(**_who(request, pk), **said))


@may_correct
@recent_when_posting
@reads_and_posts
def record(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    enrolment = _training(pk)
    form = forms.RECORD_FORMS[kind](enrolment, _sent(request))

    def note(said: dict[str, Any]) -> None:
        records.record(account=form.account(), because=said["because"], key=said["key"], **_who(request, pk))

    return _answer(request, enrolment, form, "record", note, kind=kind, kinds=StaffRecord.Kind.choices)


@may_correct
@recent_when_posting
@reads_and_posts
def correct(request: MemberRequest, pk: int, revision: int) -> HttpResponse:
    enrolment = _training(pk)
    row = get_object_or_404(StaffRecord.objects.exclude(person=None), pk=revision, person=enrolment.person_id)
    form = forms.RECORD_FORMS[row.kind](enrolment, _sent(request), initial=forms.initial_of(row))

    def say_anew(said: dict[str, Any]) -> None:
        account, key = form.account(), said["key"]
        records.correct(account=account, revision_id=row.pk, because=said["because"], key=key, **_who(request, pk))

    return _answer(request, enrolment, form, "correct", say_anew)


@may_correct
@recent_when_posting
@reads_and_posts
def take_back(request: MemberRequest, pk: int, seq: int) -> HttpResponse:
    enrolment = _training(pk)
    event = get_object_or_404(LedgerEvent.objects.select_related("actor"), enrolment=enrolment, seq=seq, undoes=None)
    form = forms.ReasonForm(_sent(request))
    return _answer(
        request,
        enrolment,
        form,
        "take_back",
        lambda said: entries.take_back(seq=seq, **_who(request, pk), **said),
        days=queries.staff_timeline(enrolment, [event]),
    )


@may_see
@require_safe
def evidence(request: MemberRequest, pk: int, credit: int) -> FileResponse:
    """The proof, as a file to keep: it was typed by its content, and no browser shows it in the site's name."""
    row = get_object_or_404(Credit, pk=credit, enrolment=pk)
    try:
        content = row.evidence.open()
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"proof-{row.pk}.{EVIDENCE_TYPES[row.evidence_type]}"
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=row.evidence_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _training(pk: int) -> Enrolment:
    return get_object_or_404(Enrolment.objects.select_related("person", "pathway").with_plan(), pk=pk)


def _sent(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _choices(request: MemberRequest, enrolment: Enrolment, wanted: str) -> list[tuple[str, str]]:
    """Those that fit; when something is sent all of them, so that a rule says why one doesn't fit any more."""
    return forms.requirement_choices(enrolment, _statuses(enrolment), "all" if request.method == "POST" else wanted)


def _statuses(enrolment: Enrolment) -> list[RequirementStatus]:
    return engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=timezone.now())


def _who(request: MemberRequest, pk: int) -> dict[str, Any]:
    return {"enrolment_id": pk, "by": request.user}


def _requirement_form(
    request: MemberRequest,
    choices: list[tuple[str, str]],
    *,
    kind: type[forms.RequirementForm] = forms.RequirementForm,
) -> forms.RequirementForm:
    initial = {"requirement": request.GET.get("requirement", "")}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return kind(choices, *sent, initial=initial)


def _answer(
    request: MemberRequest,
    enrolment: Enrolment,
    form: forms.ReasonForm,
    verb: str,
    act: Callable[[dict[str, Any]], Any],
    **more: Any,
) -> HttpResponse:
    page = PAGES[verb]
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(page.done))
            return redirect("trainings:inspect", enrolment.pk)
    own = WORDS[Reason.OWN_TRAINING] if enrolment.person_id == request.user.pk else ""
    context = {"enrolment": enrolment, "form": form, "page": page, "verb": verb, "own": own, **more}
    return render(request, "progress/staff/verb.html", context, status=422 if form.is_bound else 200)
