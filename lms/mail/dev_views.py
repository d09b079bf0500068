"""What the embedded shape mailed, to read in the browser: at this machine only."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from lms.web.loopback import loopback_only

SHOWN = 200
_SEPARATOR = re.compile(rb"^-{79}$\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """One mail of the file-based backend; ``key`` is its file and its place there."""

    key: str
    subject: str
    to: str
    sent: datetime | None
    text: str
    html: str
    calendar: str


@loopback_only
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    return render(request, "dev/mails.html", {"mails": kept_mails()[:SHOWN]})


@loopback_only
@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "dev/mail.html", {"mail": _find(key)})


@loopback_only
@require_safe
@xframe_options_sameorigin
def mail_html(request: HttpRequest, key: str) -> HttpResponse:
    """The HTML part as its reader's mail program shows it, in a sandbox that runs nothing."""
    response = HttpResponse(_find(key).html)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    )
    return response


def kept_mails() -> list[KeptMail]:
    """Newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [one for file in files[:SHOWN] for one in _read(file)]


def _read(file: Path) -> list[KeptMail]:
    """A file holds the mails of one connection, each closed by a line of dashes; the last comes first."""
    parts = [part for part in _SEPARATOR.split(file.read_bytes()) if part.strip()]
    return [_parse(part, f"{file.stem}-{place}") for place, part in reversed(list(enumerate(parts)))]


def _parse(raw: bytes, key: str) -> KeptMail:
    message = message_from_bytes(raw.lstrip(), policy=policy.default)
    date = message["Date"]
    return KeptMail(
        key=key,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sent=parsedate_to_datetime(date) if date else None,
        text=_part(message, "text/plain"),
        html=_part(message, "text/html"),
        calendar=_part(message, "text/calendar"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() == kind:
            return str(part.get_content())
    return ""


def _find(key: str) -> KeptMail:
    found = next((one for one in kept_mails() if one.key == key), None)
    if found is None:
        raise Http404
    return found
