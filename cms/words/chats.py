"""Words about chats that don't stand in templates: for feeds, to copy into a mail of one's own, and for editors."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from lms.web import times


def told_there(start: datetime, end: datetime, zone: str) -> str:
    """When something is by its own clock, for words that travel to readers elsewhere."""
    when = times.tell(start, end, zone)
    return f"{when.span} · {when.place}"


def in_feed(when: str, text: str) -> str:
    """A chat in a feed, as HTML."""
    return linebreaks("\n\n".join(words for words in (when, text) if words), autoescape=True)


def invitation(*, program: str, title: str, lead: str, chats: Iterable[tuple[str, str]], address: str) -> str:
    """A text to copy into a mail or a newsletter; ``chats`` are titles and times."""
    dates = "\n".join(f"- {when}: {name}" for name, when in chats)
    parts = (
        _("You are invited: %(title)s, a series of chats by %(program)s.") % {"title": title, "program": program},
        lead,
        _(
            "The chats are open to everybody at every medical school of the USA and Canada: students, staff, faculty, "
            "trainees and leaders. They are online, free, and about an hour long. You needn't prepare anything."
        ),
        _("Next:") + f"\n{dates}" if dates else "",
        _("Read more and take a seat: %(address)s") % {"address": address},
    )
    return "\n\n".join(part for part in parts if part)


def lacks(*, session: bool, draft: bool, held: bool) -> str:
    """What an editor who has published a chat should know; nothing where nothing is missing."""
    if held:
        return ""
    if draft:
        return _("This chat's session is still a draft: the page names no date before the session is published.")
    if not session:
        return _(
            "This chat has no session yet, so the page says that its date is still to come. Plan a session, and choose "
            "it here under “When and where”."
        )
    return ""
