"""A session: found, signed up for, given back, and entered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.slots import queries, words
from courses.slots.actions import seats
from courses.slots.ics import file_of
from courses.slots.models import SignUp, Slot
from courses.slots.queries import Session
from courses.slots.rules import Door
from lms.actions import Refused
from lms.people.requests import MemberRequest

PER_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    page = Paginator(queries.coming(request.user, at), PER_PAGE).get_page(request.GET.get("page"))
    rows = [queries.session(slot, at) for slot in page]
    return render(request, "slots/list.html", {"page": page, "sessions": rows})


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, pk)


@require_POST
def sign_up(request: MemberRequest, pk: int) -> HttpResponse:
    slot = _shown(pk)
    if not request.user.is_authenticated:
        return redirect_to_login(slot.get_absolute_url())
    try:
        made = seats.sign_up(slot_id=pk, person=request.user, by=request.user)
    except Refused as refusal:
        return _detail(request, pk, refusal=refusal)
    if made.state == SignUp.State.CONFIRMED:
        messages.success(request, words.see_you(slot.starts_at))
    else:
        messages.info(request, words.you_wait(queries.place_in_line(made)))
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
    session = _session(request, pk)
    if session.door is Door.OPEN and session.slot.join_link:
        return redirect(session.slot.join_link)
    return render(request, "slots/join.html", {"session": session})


@login_required
@require_safe
def calendar(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(
        SignUp.objects.confirmed().select_related("slot"),
        slot=pk,
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
    mark = next((mark for mark in queries.attended(request.user) if mark.slot_id == pk), None)
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


def _detail(request: HttpRequest, pk: int, *, refusal: Refused | None = None) -> HttpResponse:
    """The page of a session; a refusal stands next to the button that it answers."""
    context = {"session": _session(request, pk), "refusal": refusal}
    return render(request, "slots/detail.html", context, status=409 if refusal else 200)


def _session(request: HttpRequest, pk: int) -> Session:
    slot = queries.sessions(request.user).filter(pk=pk).first()
    if slot is None:
        raise Http404
    return queries.session(slot, timezone.now())


def _shown(pk: int) -> Slot:
    return get_object_or_404(Slot.objects.shown(), pk=pk)
