"""A session as an entry for people's own calendars."""

from datetime import UTC
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from courses.slots.models import SignUp


def calendar_of(row: SignUp, *, site: str) -> bytes:
    """One event, in UTC, known by its sign-up: who gives a seat back and comes again has a new one.

    People share their calendars, so it holds neither the link to join nor any link that acts for them.
    """
    slot = row.slot
    event = Event()
    event.add("uid", f"sign-up-{row.pk}@{urlsplit(site).hostname or 'localhost'}")
    event.add("dtstamp", (row.promoted_at or row.created_at).astimezone(UTC))
    event.add("dtstart", slot.starts_at.astimezone(UTC))
    event.add("dtend", slot.ends_at.astimezone(UTC))
    event.add("summary", slot.title)
    event.add("location", slot.room or _("Online; the door opens on the session's page"))
    event.add("url", f"{site}{slot.get_absolute_url()}")
    event.add("sequence", 0)
    calendar = Calendar()
    calendar.add("prodid", "-//Chats for Change//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
