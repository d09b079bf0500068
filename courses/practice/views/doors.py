"""What scripts speak with: JSON in and out, a refusal as a problem, and 401 where nobody is signed in."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.actions import Refused
from lms.api.errors import CONTENT_TYPE, describe, django_problem

WRITTEN_BY = "X-Written-By"


def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever is signed in, and only for what they wrote themselves: a page may have been opened by another."""

    @cache_control(private=True, no_store=True)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return django_problem(request, 401, _("You're signed out. Sign in again, and what waits is sent."))
        writer = request.headers.get(WRITTEN_BY, "")
        if request.method != "GET" and writer not in ("", str(request.user.pk)):
            words = _("Somebody else is signed in here now. What waits is sent when whoever wrote it is back.")
            return problem(request, 409, words, code="somebody_else")
        return view(request, *args, **kwargs)

    return guarded


def problem(request: HttpRequest, status: int, words: str, *, code: str = "", **more: Any) -> JsonResponse:
    """A refusal in the shape that the whole site answers in, with a code that a script can tell apart."""
    data = describe(status, words) | ({"code": code} if code else {}) | more
    return JsonResponse(data, status=status, content_type=CONTENT_TYPE)


def unreadable(request: HttpRequest) -> JsonResponse:
    return problem(request, 400, _("That couldn't be read. Please open the page again."), code="unreadable")


def refused(request: HttpRequest, refusal: Refused, **more: Any) -> JsonResponse:
    """Why not, as codes and in words."""
    reasons = [str(code) for code in refusal.reasons]
    return problem(request, 409, " ".join(refusal.messages), code=reasons[0], reasons=reasons, **more)


@login_required
@cache_control(private=True, no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages readable; answered from here, for a worker reaches what lies below its address."""
    found = finders.find("web/js/kept-worker.js")
    return HttpResponse(Path(str(found)).read_bytes(), content_type="text/javascript; charset=utf-8")
