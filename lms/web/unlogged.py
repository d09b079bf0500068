"""Pages of which no log may tell: their requests come without cookies and leave no line behind.

Whoever answers anonymously must not be found by the minute at which an address, a session or an error was noted. What
breaks there is still noted, by the kind of its error alone. Holds in every log that this process writes; a proxy before
the site has its own (``docs/privacy.md``).
"""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from gunicorn.glogging import Logger

Next = Callable[[HttpRequest], HttpResponse]

_inside: ContextVar[bool] = ContextVar("inside_an_unlogged_page", default=False)


def is_unlogged(path: str) -> bool:
    return path.startswith(settings.UNLOGGED_PATHS)


def unlogged_pages(get_response: Next) -> Next:
    """Stands before all other middleware: they see a stranger, and nothing that they say of it is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_unlogged(request.path_info):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        token = _inside.set(True)
        try:
            response = get_response(request)
        finally:
            _inside.reset(token)
        response.cookies.clear()
        return response

    return middleware


class Unlogged(logging.Filter):
    """Drops what is said of these pages; of an error it leaves the kind."""

    def filter(self, record: logging.LogRecord) -> bool:
        # A record passes every handler, and is made harmless by the first.
        if hasattr(record, "unlogged") or not (_inside.get() or _tells(record)):
            return True
        if record.levelno < logging.ERROR:
            return False
        _leave_the_kind(record)
        return True


def _leave_the_kind(record: logging.LogRecord) -> None:
    kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "no error"
    record.msg, record.args = "A page that isn't logged didn't work: %s", (kind,)
    record.exc_info = record.exc_text = record.stack_info = None
    for name in ("request", "status_code", "server_time"):
        vars(record).pop(name, None)
    vars(record)["unlogged"] = True


def _tells(record: logging.LogRecord) -> bool:
    request = getattr(record, "request", None)
    if is_unlogged(str(getattr(request, "path_info", ""))):
        return True
    return bool(_mention().search(record.getMessage()))


def _mention() -> re.Pattern[str]:
    """A path of these pages in a line: after a space, a quote or the name of a host."""
    paths = "|".join(re.escape(path) for path in settings.UNLOGGED_PATHS)
    return re.compile(rf"""(?:^|[\s"'(]|://[^/\s]+)(?:{paths})""")


class ServerLogger(Logger):
    """Gunicorn's log with the same gaps, and without static files: they are fetched at the same moment."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.filters = [Unlogged()]

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        path = str(environ.get("PATH_INFO", ""))
        if not is_unlogged(path) and not path.startswith(settings.STATIC_URL):
            super().access(resp, req, environ, request_time)
