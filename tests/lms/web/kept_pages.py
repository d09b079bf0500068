"""A site of a few views that count how often they are made, to try what strangers share."""

import threading
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from lms.web.kept import kept

made: list[str] = []
# A test holds a page back with it, to see what happens meanwhile.
may_go_on = threading.Event()
has_begun = threading.Event()


def _told(request: HttpRequest, *more: object) -> HttpResponse:
    made.append(request.get_full_path())
    reader = getattr(request.user, "email", "a stranger")
    seen = (translation.get_language(), timezone.get_current_timezone_name(), request.get_full_path(), reader)
    return HttpResponse(" ".join(map(str, (len(made), *seen, *more))) + " " + "word " * 200)


@kept()
def page(request: HttpRequest) -> HttpResponse:
    return _told(request)


@kept(seconds=10)
def short(request: HttpRequest) -> HttpResponse:
    return _told(request)


@kept()
def slow(request: HttpRequest) -> HttpResponse:
    has_begun.set()
    may_go_on.wait(5)
    return _told(request)


@kept()
def with_form(request: HttpRequest) -> HttpResponse:
    return _told(request, get_token(request))


@kept()
def with_message(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Only for you")
    return _told(request)


@kept()
def with_nonce(request: Any) -> HttpResponse:
    response = _told(request)
    response.headers["Content-Security-Policy"] = "script-src 'self' 'nonce-abc'"
    return response


@kept()
@never_cache
def never(request: HttpRequest) -> HttpResponse:
    return _told(request)


@kept()
def missing(request: HttpRequest) -> HttpResponse:
    made.append("missing")
    raise Http404


def not_kept(request: HttpRequest) -> HttpResponse:
    return _told(request)


urlpatterns = [
    *(path(f"try/{view.__name__}/", view) for view in (page, short, slow, never, missing, not_kept)),
    *(path(f"try/{view.__name__}/", view) for view in (with_form, with_message, with_nonce)),
    path("", include("lms.urls")),
]
