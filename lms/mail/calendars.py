"""Entries for people's own calendars, as iCalendar writes them: in mails, files and feeds. All times are in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

_PRODUCT = "-//Chats for Change//Sessions//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``method`` is what a mail asks of a calendar: REQUEST to have it or change it, CANCEL to let it go."""

    method: str
    uid: str
    sequence: int
    status: str
    stamp: datetime
    starts: datetime
    ends: datetime
    title: str
    place: str
    text: str
    page: str


def mailed(entry: Entry, address: str) -> str:
    """What a mail carries; names nobody but the one who is written to."""
    event = event_of(entry)
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    event.add("attendee", attendee)
    return written(entry.method, [event]).decode()


def event_of(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("status", entry.status)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.starts.astimezone(UTC))
    event.add("dtend", entry.ends.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.text)
    event.add("url", entry.page)
    # The same address as the mail's own From: programs take an update from nobody else.
    event.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    return event


def written(method: str, events: Iterable[Event], calendar: Calendar | None = None) -> bytes:
    calendar = calendar or Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
