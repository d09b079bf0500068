"""Weighty acts ask for a sign-in no older than an hour."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])


def recent_sign_in_required(view: View) -> View:
    """Lead people whose sign-in is older to confirm that it's them; what they sent is carried out afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not signed_in_recently(request):
            return confirm_first(request)
        return view(request, *args, **kwargs)

    return cast(View, guarded)


def confirm_first(request: HttpRequest) -> HttpResponse:
    """The way to confirm. A POST waits in the session until then; call this only once its CSRF token was checked."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    answer: HttpResponse = suspend_request(request, methods[0]["url"])
    return answer


def signed_in_recently(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0)
    return bool(time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
