"""One shape for everything that isn't an answer: ``application/problem+json`` (RFC 9457)."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from lms.actions import Refused
from lms.locks import RETRY_AFTER_SECONDS, is_lock_timeout

CONTENT_TYPE = "application/problem+json"


def problem(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Turn what a view raised into a problem; what nobody foresaw is left to Django's error page for the API."""
    if isinstance(error, Refused):
        return _refused(error)
    if isinstance(error, OperationalError) and is_lock_timeout(error):
        busy = Response(describe(503, _("Many people are doing this at once. Please try again in a moment.")), 503)
        busy.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return _as_problem(busy)
    response = exception_handler(error, dict(context))
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        response.data = describe(response.status_code, _("Something needs a second look.")) | {
            "errors": list(_pointed(error.get_full_details(), ""))
        }
    else:
        response.data = describe(response.status_code, _detail(error))
    return _as_problem(response)


def describe(status: int, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}


def django_problem(request: HttpRequest, status: int, detail: str) -> JsonResponse:
    """The same shape where Django answers before or instead of a view of ours."""
    return JsonResponse(describe(status, detail), status=status, content_type=CONTENT_TYPE)


def _refused(error: Refused) -> Response:
    words = error.messages
    data = describe(409, " ".join(words)) | {
        "type": "urn:problem:refused",
        "reasons": [{"code": str(code), "detail": text} for code, text in zip(error.reasons, words, strict=True)],
    }
    return _as_problem(Response(data, 409))


def _as_problem(response: Response) -> Response:
    response.content_type = CONTENT_TYPE
    return response


def _detail(error: Exception) -> str:
    if isinstance(error, Http404):
        return _("There is nothing at this address, or it isn't yours to see.")
    if isinstance(error, exceptions.APIException):
        return str(error.detail)
    return _("This isn't yours to see or to change.")


def _pointed(details: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Walk DRF's nested messages; each becomes one line with the JSON pointer of its field."""
    if isinstance(details, Mapping) and isinstance(details.get("message"), str) and "code" in details:
        yield {"pointer": f"#{pointer}", "code": str(details["code"]), "detail": str(details["message"])}
    elif isinstance(details, Mapping):
        for name, inner in details.items():
            yield from _pointed(inner, pointer if name == "non_field_errors" else f"{pointer}/{name}")
    else:
        messages = all(isinstance(item, Mapping) and "message" in item for item in details)
        for index, item in enumerate(details):
            yield from _pointed(item, pointer if messages else f"{pointer}/{index}")
