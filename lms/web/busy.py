"""What we answer when the database is too busy to give us a lock in time."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER_SECONDS = 2
Next = Callable[[HttpRequest], HttpResponse]


def is_lock_timeout(error: OperationalError) -> bool:
    """PostgreSQL's lock_not_available and deadlock_detected, or SQLite's busy database; not a database that is gone."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in ("55P03", "40P01") or "database is locked" in str(error) or "table is locked" in str(error)


def answer_busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "web/busy.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


class BusyMiddleware:
    """Says "very busy, please try again" instead of an error page; nothing was saved, so trying again is safe."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError) and is_lock_timeout(error):
            return answer_busy(request)
        return None
