"""What every request passes through: whether it can be read at all, and the reader's zone and language."""

import zoneinfo
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone, translation

Next = Callable[[HttpRequest], HttpResponse]
# Where somebody without an account wants times told; nothing else is kept in it.
ZONE_COOKIE = "zone"


def no_nul(get_response: Next) -> Next:
    """Refuse a path with a NUL, and overlook it in what is searched for and in cookies: PostgreSQL takes none.

    What forms bring is asked by their fields, which say so beside what was typed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\0" in name + value]:
            del request.COOKIES[name]
        if "\0" in request.path_info:
            raise BadRequest("NUL")
        asked = request.META.get("QUERY_STRING", "")
        while "%00" in asked:
            asked = asked.replace("%00", "")
            request.META["QUERY_STRING"], request.GET = asked, QueryDict(asked)
        return get_response(request)

    return middleware


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
