"""Chats as machines read them: schema.org, calendar entries, and what a feed says. No topic before it is shared.

Calendars are passed on, so that none holds the link to join. An entry is known by its session, whoever adds it.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar
from wagtail.rich_text import get_text_for_indexing

from cms.models import ChatPage, SeriesPage
from cms.queries import chats as queries
from cms.queries.chats import Chat
from courses.slots.ics import named
from courses.slots.models import Slot
from lms.mail.calendars import Entry, event_of, written

# Earlier than any page: for one that came here without having been published.
_BEGINNING = datetime(2018, 9, 1, tzinfo=UTC)
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def last_change(page: ChatPage, at: datetime) -> datetime:
    """When something about a chat was last told differently, up to a time."""
    session = page.announced_session
    changes = [page.first_published_at, page.last_published_at, session.changed_at if session else None]
    if page.topic_days_before:
        changes += [page.topic_told_at, page.topic_shared_at]
    return max((change for change in changes if change is not None and change <= at), default=_BEGINNING)


def title_of(page: ChatPage, at: datetime) -> str:
    topic = page.told_topic(at)
    title = f"{page.title}: {topic}" if topic else page.title
    session = page.announced_session
    off = session is not None and session.state == Slot.State.CANCELLED
    return _("Called off: %(title)s") % {"title": title} if off else title


def text_of(page: ChatPage, at: datetime) -> str:
    """What a chat is about, in plain text."""
    about = page.about if page.tells_topic(at) else ""
    return "\n\n".join(words for html in (page.text, about) if (words := get_text_for_indexing(html).strip()))


def address_of(page: Any) -> str:
    return f"{settings.SITE_URL}{queries.path_of(page)}"


def entry_of(page: ChatPage, at: datetime) -> Entry | None:
    """A chat's entry in a calendar; ``None`` before it has a session that is announced."""
    session = page.announced_session
    if session is None:
        return None
    address = address_of(page)
    page_words = _("Everything about the chat stands on its page: %(page)s") % {"page": address}
    return Entry(
        method="PUBLISH",
        uid=f"chat-{session.pk}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}",
        sequence=session.sequence,
        status="CANCELLED" if session.state == Slot.State.CANCELLED else "CONFIRMED",
        stamp=last_change(page, at),
        starts=session.starts_at,
        ends=session.ends_at,
        title=title_of(page, at),
        place=session.room or _("Online"),
        text="\n\n".join(words for words in (text_of(page, at), page_words) if words),
        page=address,
    )


def calendar_of(pages: Iterable[ChatPage], at: datetime, *, name: str = "") -> bytes:
    """A calendar of chats; with a name one that programs read again and again. The same rows give the same bytes."""
    entries = [entry for page in pages if (entry := entry_of(page, at)) is not None]
    return written("PUBLISH", map(event_of, entries), named(Calendar(), name) if name else None)


def schema_of(chat: Chat, series: SeriesPage | None) -> str:
    """A chat as schema.org tells an event, as JSON that can stand in a page; nothing without a session."""
    if chat.session is None:
        return ""
    slot, page = chat.session.slot, chat.page
    off = slot.state == Slot.State.CANCELLED
    address = address_of(page)
    event: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": title_of(page, chat.at) if not off else page.title,
        "url": address,
        "startDate": slot.starts_at.astimezone(slot.own_zone).isoformat(),
        "endDate": slot.ends_at.astimezone(slot.own_zone).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if off else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{'Offline' if slot.room else 'Online'}EventAttendanceMode",
        "location": _place(slot, address),
        "inLanguage": slot.language,
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": settings.PROGRAM_NAME, "url": settings.SITE_URL},
    }
    if words := text_of(page, chat.at):
        event["description"] = words
    if series is not None:
        event["superEvent"] = {"@type": "EventSeries", "name": series.title, "url": address_of(series)}
    return json.dumps(event, ensure_ascii=False).translate(_ESCAPED)


def _place(slot: Slot, address: str) -> dict[str, Any]:
    if slot.room:
        return {"@type": "Place", "name": slot.room, "address": settings.INSTITUTION_NAME or slot.room}
    return {"@type": "VirtualLocation", "url": address}
