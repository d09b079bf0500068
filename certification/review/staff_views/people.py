"""Who decides about a case: stepping aside, ties that are no obstacle, guests.

Each page is for those who may read the case, and nothing for all others. A mail leads to the one page where it is done.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification.review import actions, queries
from certification.review.forms.people import GuestForm, NoObstacleForm, StepAsideForm, guest_from
from certification.review.models import Case, Consent, Guest
from certification.review.rules import Doing
from certification.review.words import WORDS
from courses.progress.staff_views.gates import recent_when_posting
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest

may_see = permission_required("review.view_case", raise_exception=True)
page = require_http_methods(["GET", "HEAD", "POST"])


def _case(request: MemberRequest, pk: int, doing: Doing = Doing.READ) -> Case:
    found = queries.open_to(request.user, pk, doing, at=timezone.now())
    if found is None:
        raise Http404
    return found


def _own_case(request: MemberRequest, pk: int) -> Case:
    """For what one says of oneself: nothing for who never decides, a program admin among them."""
    found = queries.open_to_deciders(request.user, pk, at=timezone.now())
    if found is None:
        raise Http404
    return found


def _sent(request: MemberRequest) -> QueryDict | None:
    """What was sent: nothing that was filled in says something, too."""
    return request.POST if request.method == "POST" else None


def _answer(
    request: MemberRequest, form: Form, verb: Callable[[], object], told: str, *, field: str | None = None
) -> bool:
    """Do what was sent; a refusal stands in the form, and nothing that was typed is lost."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        verb()
    except Refused as refusal:
        form.add_error(field if field in form.fields else None, refusal.messages)
        return False
    messages.success(request, told)
    return True


def _page(request: MemberRequest, name: str, case: Case, form: Form, **more: object) -> HttpResponse:
    return render(request, f"review/staff/people_{name}.html", {"case": case, "form": form, **more})


@may_see
@page
def step_aside(request: MemberRequest, pk: int) -> HttpResponse:
    case, form = _own_case(request, pk), StepAsideForm(_sent(request))

    def verb() -> object:
        return actions.recuse(case_id=pk, by=request.user, reason=form.cleaned_data["reason"])

    if _answer(request, form, verb, _("You have stepped aside. Somebody else is asked."), field="reason"):
        return redirect("cases:index")
    return _page(request, "step_aside", case, form)


@may_see
@page
def personal_tie(request: MemberRequest, pk: int) -> HttpResponse:
    case, form = _own_case(request, pk), Form(request.POST)

    def verb() -> object:
        return actions.declare_tie(case_id=pk, by=request.user)

    if _answer(request, form, verb, _("Noted, and no more than that. Others decide about this application.")):
        return redirect("cases:index")
    return _page(request, "personal_tie", case, form)


@may_see
@page
@recent_when_posting
def no_obstacle(request: MemberRequest, pk: int, person_id: int) -> HttpResponse:
    """Ask that what ties somebody to the candidate be found no obstacle."""
    case = _case(request, pk)
    people = queries.people_of(case, request.user, at=timezone.now())
    beside = next((row for row in people.unable if row.pk == person_id), None)
    if beside is None:
        raise Http404
    form = NoObstacleForm(_sent(request))

    def verb() -> object:
        reason = form.cleaned_data["reason"]
        return actions.ask_consent(case_id=pk, reviewer=User.objects.get(pk=beside.pk), reason=reason, by=request.user)

    if _answer(request, form, verb, _("Asked. It counts once a second person agrees."), field="reason"):
        return redirect("cases:inspect", pk)
    return _page(request, "no_obstacle", case, form, beside=beside)


@may_see
@page
@recent_when_posting
def agree(request: MemberRequest, pk: int, consent: int) -> HttpResponse:
    """Agree, as the second person, that somebody's tie is no obstacle."""
    case, form = _case(request, pk), Form(request.POST)
    get_object_or_404(Consent, pk=consent, case=pk)

    def verb() -> object:
        return actions.consent(consent_id=consent, by=request.user)

    if _answer(request, form, verb, _("Agreed. They may decide about this application now.")):
        return redirect("cases:inspect", pk)
    people = queries.people_of(case, request.user, at=timezone.now())
    row = next((row for row in people.consents if row.row.pk == consent), None)
    if row is None:
        raise Http404
    return _page(request, "agree", case, form, asked=row.row, bars=[WORDS[reason] for reason in row.bar.because])


@may_see
@page
@recent_when_posting
def name_guest(request: MemberRequest, pk: int) -> HttpResponse:
    case, at = _case(request, pk, Doing.VOUCH), timezone.now()
    form = GuestForm(_sent(request), initial=guest_from(due_at=queries.round_of(case).due_at, at=at))

    def verb() -> object:
        typed = form.cleaned_data
        return actions.name_guest(
            case_id=pk, person=typed["person"], reason=typed["reason"], until=typed["until"], by=request.user
        )

    if _answer(request, form, verb, _("Named. They can read and decide once a second person agrees."), field="who"):
        return redirect("cases:inspect", pk)
    return _page(request, "name_guest", case, form)


@may_see
@page
@recent_when_posting
def second_guest(request: MemberRequest, pk: int, guest: int) -> HttpResponse:
    """Agree to a guest, as the second person."""
    case, form = _case(request, pk), Form(request.POST)
    named = _guest(pk, guest)

    def verb() -> object:
        return actions.second_guest(guest_id=guest, by=request.user)

    if _answer(request, form, verb, _("Agreed. They are told, and may read and decide now.")):
        return redirect("cases:inspect", pk)
    people = queries.people_of(case, request.user, at=timezone.now())
    row = next(row for row in people.guests if row.row.pk == guest)
    return _page(request, "second_guest", case, form, named=named, bars=[WORDS[why] for why in row.bar.because])


@may_see
@page
@recent_when_posting
def end_guest(request: MemberRequest, pk: int, guest: int) -> HttpResponse:
    case, form = _case(request, pk, Doing.VOUCH), Form(request.POST)
    named = _guest(pk, guest)

    def verb() -> object:
        return actions.end_guest(guest_id=guest, by=request.user)

    if _answer(request, form, verb, _("Ended. They are told, and see this application no more.")):
        return redirect("cases:inspect", pk)
    return _page(request, "end_guest", case, form, named=named)


def _guest(pk: int, guest: int) -> Guest:
    return get_object_or_404(Guest.objects.select_related("person", "named_by"), pk=guest, case=pk)
