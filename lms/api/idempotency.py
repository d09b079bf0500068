"""Requests that may be sent again: one key, one deed, one answer.

A POST may carry ``Idempotency-Key`` (up to 255 printable characters, at best a UUID). What was done and what was
answered are committed together, so a crash leaves neither or both. The same key and request get the same answer with
``Idempotent-Replayed: true``; the same key with another request is a 422; while the first is still at work it is a
409. Answers that did nothing (400 and above) aren't kept: the same request may succeed later.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.db import connection, transaction
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from lms.actions import Clock
from lms.api.models import IdempotentAnswer
from lms.failpoints import failpoint
from lms.locks import number_of
from lms.people.models import User

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
MAX_LENGTH = 255


class InFlight(APIException):
    """The first request with this key hasn't been answered yet."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = _("The first request with this key is still at work. Please try again in a moment.")
    default_code = "in_flight"


class OtherRequest(APIException):
    """The key belongs to another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = _("This key was used for a different request. Take a new key for a new request.")
    default_code = "other_request"


def once(handler: Callable[..., Response], key: str) -> Callable[..., Response]:
    """Wrap an endpoint's ``post`` so that a key does its deed once."""

    def wrapped(request: Request, *args: Any, **kwargs: Any) -> Response:
        if len(key) > MAX_LENGTH or not key.isprintable():
            raise ValidationError({HEADER: _("A key has at most 255 printable characters.")})
        digest = _digest(request)
        with transaction.atomic():
            _lock(request, key)
            known = IdempotentAnswer.objects.filter(person_id=request.user.pk, key=key).first()
            if known is not None:
                return _replay(known, digest)
            response = handler(request, *args, **kwargs)
            if response.status_code < status.HTTP_400_BAD_REQUEST:
                _keep(request, key, digest, response)
            failpoint("api.answered")
        return response

    return wrapped


def retire(*, older_than: timedelta, clock: Clock = timezone.now) -> int:
    """Forget answers whose senders have long stopped asking; says how many."""
    return IdempotentAnswer.objects.filter(answered_at__lt=clock() - older_than).delete()[0]


def _lock(request: Request, key: str) -> None:
    """On PostgreSQL, take the key for this transaction or say that it is taken.

    SQLite's transactions begin immediate: the second request waits for the first, and then finds its answer.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number_of(f"{request.user.pk}:{key}")])
        if not cursor.fetchone()[0]:
            raise InFlight


def _digest(request: Request) -> str:
    """What makes a request the same: method, address and body as sent."""
    parts = (request.method or "", request.get_full_path(), force_str(request._request.body, errors="replace"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _replay(known: IdempotentAnswer, digest: str) -> Response:
    if known.request_digest != digest:
        raise OtherRequest
    headers = {REPLAYED: "true"} | ({"Location": known.location} if known.location else {})
    return Response(known.body, status=known.status, headers=headers)


def _keep(request: Request, key: str, digest: str, response: Response) -> None:
    IdempotentAnswer.objects.create(
        person=cast(User, request.user),
        key=key,
        request_digest=digest,
        status=response.status_code,
        body=response.data,
        location=response.headers.get("Location", ""),
    )
