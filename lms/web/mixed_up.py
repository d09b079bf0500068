"""What is answered to a form that no page of ours sends, and to one that is sent twice at the same moment.

Our own forms and verbs say such things themselves. Wagtail's and allauth's don't, and their pages are ours to answer
for: an error page would be wrong, for nothing is broken, and nothing was saved.
"""

import logging
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError

from lms.locks import is_twice
from lms.web.views import bad_request

Next = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)


def mixed_up(get_response: Next) -> Next:
    """Only of what is sent to be kept; each is noted, for it may still be a fault of ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if request.method != "POST":
            return None
        if isinstance(error, IntegrityError) and is_twice(error):
            logger.warning("Twice at once: %s", request.path, exc_info=error)
            return render(request, "web/twice.html", status=409)
        if _is_forged(request, error):
            logger.warning("No form of ours: %s", request.path, exc_info=error)
            return bad_request(request, error)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _is_forged(request: HttpRequest, error: Exception) -> bool:
    """Wagtail's editors count on what their pages send hidden: how many rows there are, and which."""
    return request.path.startswith("/admin/") and isinstance(error, (MultiValueDictKeyError, ValidationError))
