"""Kinds of mail that a person can end by one press and without signing in: what ends each, and the signed way there.

Programs that read mail press for their readers (RFC 8058), so a press needs nothing but the link.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.functional import Promise

from lms.people.models import User

_SALT = "mail.stop"


@dataclass(frozen=True, slots=True)
class Stop:
    """``what``: what isn't written any more. ``page``: the name of the address where one wishes for it again."""

    what: Promise
    is_wanted: Callable[[User], bool]
    end: Callable[[User], None]
    page: str


_STOPS: dict[str, Stop] = {}


def register(name: str, stop: Stop) -> None:
    """Called from an app's ``registration`` module, for each mail that somebody may do without."""
    _STOPS[name] = stop


def path_for(name: str, reader: object) -> str:
    """Where somebody with an account ends a kind of mail; nothing where it has to be written."""
    if name not in _STOPS or not isinstance(reader, User):
        return ""
    return reverse("mails:stop", args=[signing.dumps([name, reader.pk], salt=_SALT)])


def read(token: str) -> tuple[Stop, User] | None:
    """Which mails a link ends, and whose; ``None`` for a link that isn't ours, or nobody's any more. One query."""
    try:
        name, pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=pk, erased_at=None).first()
    return (_STOPS[name], person) if person and name in _STOPS else None
