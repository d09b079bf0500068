"""A session: read of, signed up for, given back, and entered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.slots import queries, words
from courses.slots.actions import needs, seats
from courses.slots.forms import NeedForm
from courses.slots.ics import file_of
from courses.slots.models import Material, SignUp, Slot
from courses.slots.queries import Session
from courses.slots.rules import Door
from courses.slots.views.finding import SEATS_SECONDS
from lms.actions import Refused
from lms.people.requests import MemberRequest
from lms.web.kept import kept


@require_safe
@kept(seconds=SEATS_SECONDS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, pk)


@require_POST
def sign_up(request: MemberRequest, pk: int) -> HttpResponse:
    slot = _shown(pk)
    if not request.user.is_authenticated:
        return redirect_to_login(slot.get_absolute_url())
    form = NeedForm(request.POST)
    if not form.is_valid():
        return _detail(request, pk, form=form)
    try:
        made = seats.sign_up(slot_id=pk, person=request.user, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _detail(request, pk, refusal=refusal, form=form)
    tell_of_place(request, made)
    return redirect(slot)


def tell_of_place(request: HttpRequest, made: SignUp) -> None:
    """Say what somebody has now, above the page that they come to."""
    if made.state == SignUp.State.CONFIRMED:
        messages.success(request, words.see_you(made.slot.starts_at))
    else:
        messages.info(request, words.you_wait(queries.place_in_line(made)))


@login_required
@require_POST
def access_need(request: MemberRequest, pk: int) -> HttpResponse:
    """Change or withdraw what somebody told their host."""
    slot, form = _shown(pk), NeedForm(request.POST)
    if not form.is_valid():
        return _detail(request, pk, form=form)
    try:
        needs.say(slot_id=pk, person=request.user, words=form.cleaned_data["access_need"])
    except Refused as refusal:
        return _detail(request, pk, refusal=refusal, form=form)
    messages.success(request, _("Saved. Only your host reads it."))
    return redirect(slot)


@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    slot = _shown(pk)
    if not request.user.is_authenticated:
        return redirect_to_login(slot.get_absolute_url())
    try:
        seats.cancel(slot_id=pk, person=request.user, by=request.user)
    except Refused as refusal:
        return _detail(request, pk, refusal=refusal)
    messages.success(request, _("Your place is given back. Thank you for telling us; you're welcome at any other."))
    return redirect(slot)


@login_required
@never_cache
@require_safe
def join(request: MemberRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    if session.door is Door.OPEN and session.slot.join_link:
        return redirect(session.slot.join_link)
    return render(request, "slots/join.html", {"session": session})


@login_required
@require_safe
def calendar(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(
        SignUp.objects.confirmed().select_related("slot"),
        slot__pk=pk,
        person=request.user,
        slot__state=Slot.State.PUBLISHED,
    )
    answer = HttpResponse(file_of(row), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="session-{pk}.ics"'
    return answer


@login_required
@require_safe
def letter(request: MemberRequest, pk: int) -> HttpResponse:
    """A letter about one's own attendance, to print; there is none for who wasn't there."""
    mark = queries.attended_in(request.user, pk)
    if mark is None:
        raise Http404
    return render(request, "slots/letter.html", {"mark": mark, "slot": mark.slot, "at": timezone.now()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mailed_cancel(request: HttpRequest, token: str) -> HttpResponse:
    """A mailed link: looking at it changes nothing, for mail scanners look too."""
    row = seats.sign_up_of(token)
    if row is None or row.person is None or row.state == SignUp.State.CANCELLED:
        return render(request, "slots/nothing_to_give_back.html", {"sign_up": row}, status=200 if row else 404)
    refusal = None
    if request.method == "POST":
        try:
            seats.cancel(slot_id=row.slot_id, person=row.person, by=row.person)
        except Refused as refused:
            refusal = refused
        else:
            return redirect(request.path)
    context = {"sign_up": row, "slot": row.slot, "refusal": refusal}
    return render(request, "slots/give_back.html", context, status=409 if refusal else 200)


def _detail(
    request: HttpRequest, pk: int, *, refusal: Refused | None = None, form: NeedForm | None = None
) -> HttpResponse:
    """The page of a session; a refusal stands next to the button that it answers, and what was typed in its field."""
    session = session_of(request, pk)
    said = queries.own_need(session.slot, request.user.pk) if session.own_state else ""
    form = form or NeedForm(initial={"access_need": said})
    context: dict[str, object] = {"session": session, "refusal": refusal, "said": said, "form": form}
    context["handed_out"] = _handed_out(request, session)
    return render(request, "slots/detail.html", context, status=409 if refusal else 200)


def _handed_out(request: HttpRequest, session: Session) -> list[Material] | None:
    """What those with a seat and those who run the session are given; ``None`` for others."""
    runs = request.user.pk in {session.slot.host_id, *(person.pk for person in session.team)}
    is_in = session.own_state == SignUp.State.CONFIRMED
    return list(session.slot.materials.all()) if request.user.is_authenticated and (runs or is_in) else None


def session_of(request: HttpRequest, pk: int) -> Session:
    """A session that isn't a draft, as the reader sees it. Raises ``Http404``."""
    seen = queries.seen(queries.sessions(request.user).filter(pk=pk), request.user, timezone.now())
    if not seen:
        raise Http404
    return seen[0]


def _shown(pk: int) -> Slot:
    return get_object_or_404(Slot.objects.shown(), pk=pk)
