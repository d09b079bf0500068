"""From a text template to subject, text and HTML, in the reader's language and zone.

``templates/mail/<name>.txt``: the first line is the subject; after an empty line come paragraphs. A paragraph that is
only an address of ours becomes a button; with one line of words above the address, those are the button's words.
"""

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone, translation

from lms.mail.calendars import Entry, mailed
from lms.mail.facts import Reader
from lms.mail.models import OutgoingMail
from lms.mail.queries import own_words
from lms.mail.sentences import OWN_WORDS, template_of
from lms.people.models import User

# Stands for a line break in what somebody wrote, until paragraphs and buttons are told apart.
_BREAK = "\ue000"
_BUTTON = re.compile(r"(?:(?P<words>[^\n]+)\n)?(?P<url>https?://\S+)")


@dataclass(frozen=True, slots=True)
class Words:
    """One mail's words, and what it asks of its reader's calendar."""

    subject: str
    text: str
    html: str
    calendar: str = ""


def words_of(mail: OutgoingMail) -> Words:
    """What a mail says: as it was written when it was first claimed or, before that, as it would be written now.

    One query at most.
    """
    if mail.facts is None:
        return Words(mail.subject, mail.text, mail.html, mail.calendar)
    reader, entry = mail.facts["reader"], mail.facts["entry"]
    words = render(mail.name, mail.facts["context"], reader=Reader(reader["name"], mail.language, reader["zone"]))
    calendar = mailed(Entry(**entry), mail.address) if entry else ""
    return Words(words.subject[:300], words.text, words.html, calendar)


@contextmanager
def as_read_by(reader: User | Reader) -> Iterator[None]:
    """Words are looked up in a reader's language, and times told in their zone."""
    with translation.override(reader.language), timezone.override(zoneinfo.ZoneInfo(reader.time_zone)):
        yield


def render(
    name: str, context: Mapping[str, object], *, reader: User | Reader, own: Mapping[str, str] | None = None
) -> Words:
    """``own``: the program's own words by their originals; without it, those that are kept. One query then."""
    own = own_words(name, reader.language) if own is None else own
    with as_read_by(reader):
        told = {"reader": _Addressed(_inside(reader.display_name)), **_inside(context), OWN_WORDS: own}
        subject, _gap, text = _text(name, told).partition("\n\n")
        subject = " ".join(_broken(subject).split())
        return Words(subject, _broken(text), _html(subject, text))


@dataclass(frozen=True, slots=True)
class _Addressed:
    """Whom a mail speaks to."""

    display_name: str


def _inside(value: Any) -> Any:
    """What people wrote, kept inside of its paragraph: only templates make paragraphs and buttons.

    Else whoever is called a link after an empty line would have a button of ours for it in mails to others.
    """
    if isinstance(value, str):
        return _BREAK.join(value.splitlines())
    if isinstance(value, Mapping):
        return {name: _inside(part) for name, part in value.items()}
    return [_inside(part) for part in value] if isinstance(value, list | tuple) else value


def _broken(text: str) -> str:
    return text.replace(_BREAK, "\n")


def _text(name: str, context: Mapping[str, object]) -> str:
    ground = {"program_name": settings.PROGRAM_NAME, "site_url": settings.SITE_URL}
    rendered = str(template_of(name).render(Context({**ground, **context}, autoescape=False)))
    return re.sub(r"\n{3,}", "\n\n", rendered.strip()) + "\n"


def _html(subject: str, text: str) -> str:
    language = translation.get_language()
    return render_to_string(
        "mail/_layout.html",
        {
            "subject": subject,
            "paragraphs": [_paragraph(part) for part in text.strip().split("\n\n")],
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "program_name": settings.PROGRAM_NAME,
            "site_url": settings.SITE_URL,
        },
    )


def _paragraph(part: str) -> dict[str, str]:
    button = _BUTTON.fullmatch(part.strip())
    if button and f"{button['url']}/".startswith(f"{settings.SITE_URL}/"):
        words = button["words"] or translation.gettext("Open the page")
        return {"kind": "button", "text": words.rstrip(":"), "url": button["url"]}
    return {"kind": "text", "text": _broken(part.strip()), "url": ""}
