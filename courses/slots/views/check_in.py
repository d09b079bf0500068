"""The door of a session: the code is looked at before sign-in, and what it opens is carried through it."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from courses.slots import queries
from courses.slots.actions import checkin, doorways, grants
from courses.slots.forms import CodeForm
from courses.slots.models import Slot
from courses.slots.rules import GRANT_LASTS, Gate
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest

BROWSER = "check_in"
reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@reads_and_posts
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Looking changes nothing, with a code in the address or without; a posted code is looked at."""
    slot, at = _shown(pk), timezone.now()
    if request.method != "POST":
        token = request.GET.get("grant", "")
        return _page(request, slot, grant=token, form=CodeForm(initial={"code": request.GET.get("code", "")[:20]}))
    form = CodeForm(request.POST)
    if queries.gate_of(slot, at) is not Gate.OPEN or not form.is_valid():
        return _page(request, slot, form=form, status=422)
    try:
        checkin.enter_code(slot, form.cleaned_data["code"], reader=request.user, at=at)
    except Refused as refusal:
        form.add_error("code", refusal.messages)
        return _page(request, slot, form=form, status=422, refused=refusal)
    return _let_in(request, slot)


@require_POST
def with_grant(request: MemberRequest, pk: int) -> HttpResponse:
    """After sign-in: what the right code had opened before it lets in, in this browser, once."""
    slot, grant = _shown(pk), request.POST.get("grant", "")
    if not request.user.is_authenticated:
        return redirect_to_login(_address(slot, grant=grant))
    grant_id = _grant_id(request, slot, grant)
    if not grant_id:
        return _page(request, slot, grant=grant or "-", status=409)
    return _enter(request, slot, request.user, grant_id=grant_id)


@never_cache
@reads_and_posts
def by_link(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """A link that the host has pasted into the call: for five minutes it is as good as a right code."""
    slot = _shown(pk)
    if not grants.is_link(token, pk):
        return _page(request, slot, dead_link=True, status=410)
    if request.method == "POST" and queries.gate_of(slot, timezone.now()) is Gate.OPEN:
        return _let_in(request, slot)
    return _page(request, slot, link=True, status=409 if request.method == "POST" else 200)


@require_POST
def check_out(request: MemberRequest, pk: int) -> HttpResponse:
    slot = _shown(pk)
    if not request.user.is_authenticated:
        return redirect_to_login(slot.get_absolute_url())
    try:
        checkin.check_out(slot_id=pk, person=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Thank you for having been there. Your minutes count until now."))
    return redirect(slot)


def _let_in(request: HttpRequest, slot: Slot) -> HttpResponse:
    """Whoever knows the code: at once, or by way of sign-in, with a grant that this browser alone can use."""
    if isinstance(request.user, User):
        return _enter(request, slot, request.user)
    browser = grants.new_browser()
    answer = redirect_to_login(_address(slot, grant=grants.make(slot.pk, browser=browser)))
    answer.set_cookie(
        BROWSER,
        browser,
        max_age=GRANT_LASTS,
        path="/sessions/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return answer


def _enter(request: HttpRequest, slot: Slot, person: User, *, grant_id: str = "") -> HttpResponse:
    at = timezone.now()
    try:
        mark = checkin.check_in(slot_id=slot.pk, person=person, grant_id=grant_id)
    except Refused as refusal:
        return _page(request, slot, refused=refusal, status=409)
    if mark.marked_at >= at:
        doorways.count_address(slot, str(get_adapter().get_client_ip(request)), at=at)
    return redirect("slots:check_in", slot.pk)


def _address(slot: Slot, *, grant: str) -> str:
    return f"{reverse('slots:check_in', args=[slot.pk])}?{urlencode({'grant': grant})}"


def _grant_id(request: HttpRequest, slot: Slot, token: str) -> str:
    return grants.read(token, slot.pk, browser=request.COOKIES.get(BROWSER, ""))


def _page(
    request: HttpRequest,
    slot: Slot,
    *,
    form: CodeForm | None = None,
    grant: str = "",
    link: bool = False,
    dead_link: bool = False,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The door as it stands. ``grant`` is what sign-in has brought; one that opens nothing says so above the form."""
    reader = request.user if isinstance(request.user, User) else None
    grant_works = bool(grant and reader and _grant_id(request, slot, grant))
    context = {
        "slot": slot,
        "gate": queries.gate_of(slot, timezone.now()),
        "mine": queries.own_check_in(slot, reader) if reader else None,
        "form": form or CodeForm(),
        "grant": grant if grant_works else "",
        "dead_grant": bool(grant and reader and not grant_works),
        "link": request.path if link else "",
        "dead_link": dead_link,
        "refused": refused,
    }
    return render(request, "slots/check_in.html", context, status=status)


def _shown(pk: int) -> Slot:
    return get_object_or_404(Slot.objects.shown(), pk=pk)
