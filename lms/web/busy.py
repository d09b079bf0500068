"""What we answer when the database is too busy to give us a lock in time."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.locks import RETRY_AFTER_SECONDS, is_lock_timeout

Next = Callable[[HttpRequest], HttpResponse]


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
