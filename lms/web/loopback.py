"""Pages that only somebody at this very machine may see, and only in the embedded shape."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])


def loopback_only(view: View) -> View:
    """Answer 404 unless the peer's own address (never a forwarded one) is this machine's and dev pages are on."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEV_PAGES or not is_loopback(request):
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View, guarded)


def is_loopback(request: HttpRequest) -> bool:
    """A proxy on this machine would make strangers look local, so a forwarded request never counts."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
