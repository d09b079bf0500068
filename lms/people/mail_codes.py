"""Whoever has no password confirms that it's them by six digits from a mail, for ten minutes and five tries."""

import secrets
import time
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from lms.people.requests import MemberRequest

LIVES = timedelta(minutes=10)
MOST_TRIES = 5
_KEY, _SALT = "people.mail_code", "people.mail_code"


def send(request: MemberRequest) -> None:
    """Mail new digits; those from before work no more."""
    code = f"{secrets.randbelow(10**6):06}"
    request.session[_KEY] = {"seal": _seal(request, code), "at": time.time(), "tries": 0}
    get_adapter().send_mail("account/email/login_code", request.user.email, {"user": request.user, "code": code})


def is_awaited(request: HttpRequest) -> bool:
    """Whether digits were sent that still work."""
    known = request.session.get(_KEY)
    return bool(known and known["tries"] < MOST_TRIES and time.time() - known["at"] < LIVES.total_seconds())


def check(request: MemberRequest, code: str) -> bool:
    """Whether these are the digits; if so they have confirmed who is there, and are used up."""
    if not is_awaited(request):
        return False
    known = request.session[_KEY]
    if not constant_time_compare(known["seal"], _seal(request, code)):
        request.session[_KEY] = known | {"tries": known["tries"] + 1}
        return False
    del request.session[_KEY]
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return True


def _seal(request: MemberRequest, code: str) -> str:
    """Six digits are soon guessed by who reads the session's row: they are sealed with the site's key."""
    return salted_hmac(_SALT, f"{request.user.pk}:{code}").hexdigest()
