"""What somebody of the core group says of themselves at the desk: when they are away, Monday's mail, personal ties."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.review import actions, queries
from certification.review.actions import absences
from certification.review.forms.people import AbsenceForm, DigestForm
from certification.review.models import Absence
from courses.progress.staff_views.gates import recent_when_posting
from lms.actions import Refused
from lms.people.models import Relation
from lms.people.requests import MemberRequest
from lms.people.roles import Role, has_role


def _require_member(request: MemberRequest) -> None:
    """Guests have one application and nothing to arrange; a superuser isn't of the core group by that."""
    if not has_role(request.user, Role.CORE_GROUP):
        raise PermissionDenied


@require_safe
def oneself(request: MemberRequest) -> HttpResponse:
    _require_member(request)
    return _page(request)


def _page(request: MemberRequest, form: AbsenceForm | None = None) -> HttpResponse:
    person = request.user
    return render(
        request,
        "review/staff/people_oneself.html",
        {
            "absences": queries.absences_of(person, at=timezone.now()),
            "form": form or AbsenceForm(person),
            "digest": DigestForm(initial={"weekly": queries.wants_digest(person)}),
            "ties": queries.declared_by(person),
        },
    )


@require_POST
def be_away(request: MemberRequest) -> HttpResponse:
    _require_member(request)
    form = AbsenceForm(request.user, request.POST)
    return _kept(request, form) or _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def change_away(request: MemberRequest, absence: int) -> HttpResponse:
    _require_member(request)
    row = get_object_or_404(Absence, pk=absence, person=request.user)
    form = AbsenceForm(request.user, request.POST or None, absence=row)
    kept = _kept(request, form, absence) if request.method == "POST" else None
    return kept or render(request, "review/staff/people_away.html", {"form": form, "absence": row})


def _kept(request: MemberRequest, form: AbsenceForm, absence: int | None = None) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        absences.be_away(by=request.user, absence_id=absence, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("ends_on", refusal.messages)
        return None
    messages.success(request, _("Kept. What waits for you in these days goes to others."))
    return redirect("cases:oneself")


@require_POST
def be_back(request: MemberRequest, absence: int) -> HttpResponse:
    _require_member(request)
    get_object_or_404(Absence, pk=absence, person=request.user)
    absences.be_back(by=request.user, absence_id=absence)
    messages.success(request, _("Taken off. What others took over stays with them."))
    return redirect("cases:oneself")


@require_POST
def choose_digest(request: MemberRequest) -> HttpResponse:
    _require_member(request)
    form = DigestForm(request.POST)
    if form.is_valid():
        absences.choose_digest(by=request.user, weekly=form.cleaned_data["weekly"])
        messages.success(request, _("Saved. We write to you as you wish."))
    return redirect("cases:oneself")


@require_http_methods(["GET", "HEAD", "POST"])
@recent_when_posting
def take_back_tie(request: MemberRequest, tie: int) -> HttpResponse:
    _require_member(request)
    row = get_object_or_404(queries.declared_by(request.user), pk=tie)
    form = Form(request.POST)
    if request.method == "POST":
        try:
            actions.take_back_tie(tie_id=tie, by=request.user)
        except Relation.DoesNotExist:
            return redirect("cases:oneself")
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Taken back. You can be asked to decide about them again."))
            return redirect("cases:oneself")
    return render(request, "review/staff/people_tie.html", {"form": form, "tie": row})
