"""The staff pages' own Content Security Policy: the narrowest that Wagtail's scripts work with."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]

# Tried in Chromium, page by page. Wagtail's rich text editor and charts set style attributes and style elements;
# scripts all come from our own files, since web/js/staff.js starts what Wagtail would start inline. Previews stand in
# a frame of the editor, and pictures that were just chosen are shown from blob: addresses.
ADMIN: dict[str, list[Any]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "media-src": [SELF],
    # The preview of a lesson lets in the same players as the lesson, by the same click.
    "frame-src": [SELF, *settings.PLAYER_ORIGINS],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
    "manifest-src": [SELF],
}


def admin_policy(get_response: Next) -> Next:
    """Give ``/admin/`` its own policy; every other page keeps the strict one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith("/admin/"):
            # A preview was answered as the page itself would be, whose policy keeps it out of every frame.
            response.headers.pop("Content-Security-Policy", None)
            response._csp_config = ADMIN  # type: ignore[attr-defined]
            # The editor shows previews in a frame of its own.
            response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        return response

    return middleware
