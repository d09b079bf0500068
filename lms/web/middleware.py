"""What every request passes through: the reader's zone and language."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

Next = Callable[[HttpRequest], HttpResponse]
# Where somebody without an account wants times told; nothing else is kept in it.
ZONE_COOKIE = "zone"


def reader_preferences(get_response: Next) -> Next:
    """Answer a member in their own zone and language; others in the zone that they chose here or the program's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            with timezone.override(chosen_zone(request)):
                return get_response(request)
        translation.activate(request.user.language)
        with timezone.override(_zone(request.user.time_zone)):
            response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return middleware


def chosen_zone(request: HttpRequest) -> zoneinfo.ZoneInfo | None:
    """The zone that somebody without an account chose; ``None`` for the program's."""
    return _zone(request.COOKIES.get(ZONE_COOKIE, ""))


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
