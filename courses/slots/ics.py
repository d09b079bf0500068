"""Sessions as entries for people's own calendars: invitations by mail, a file, a feed, and links that add one.

People share their calendars, so that none of them holds the link to join or a link that acts for somebody. An entry is
known by its sign-up: who gives a seat back and comes again has a new one. All times are instants in UTC.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration

from courses.slots.models import SignUp, Slot
from lms.mail.calendars import Entry, event_of, written

# How often programs are asked to look at a feed again.
_REFRESH = timedelta(hours=6)
_STATUS = {
    SignUp.State.CONFIRMED: "CONFIRMED",
    SignUp.State.WAITING: "TENTATIVE",
    SignUp.State.CANCELLED: "CANCELLED",
}


def invitation(row: SignUp, *, at: datetime) -> Entry:
    """What a mail to a person with a seat carries: makes their one entry, or brings it up to date."""
    return _mailed(row, method="REQUEST", sequence=row.slot.sequence, at=at)


def withdrawal(row: SignUp, *, at: datetime) -> Entry:
    """What a mail about the end of a seat carries: takes the entry away that was there for it.

    It is above whatever was sent before, for the slot's own SEQUENCE rises only with the slot.
    """
    return _mailed(row, method="CANCEL", sequence=row.slot.sequence + 1, at=at)


def file_of(row: SignUp) -> bytes:
    """A seat as a file to add by hand; it brings the entry of the invitation up to date and makes no second one."""
    return written("PUBLISH", [event_of(_entry(row, sequence=row.slot.sequence, stamp=_last_change(row)))])


def feed_of(rows: Iterable[SignUp], *, name: str) -> bytes:
    """A person's sessions for a program that reads them again and again; the same rows give the same bytes."""
    entries = (_entry(row, sequence=_sequence(row), stamp=_last_change(row)) for row in rows)
    return written("PUBLISH", map(event_of, entries), named(Calendar(), name))


def add_links(slot: Slot) -> dict[str, str]:
    """Where two web calendars add a session by one click, by their names; what they add is never changed by us."""
    starts, ends = slot.starts_at.astimezone(UTC), slot.ends_at.astimezone(UTC)
    place, text, _page = _told(settings.SITE_URL, slot.pk, slot.room, get_language())
    google = {
        "action": "TEMPLATE",
        "text": slot.title,
        "dates": f"{starts:%Y%m%dT%H%M%SZ}/{ends:%Y%m%dT%H%M%SZ}",
        "location": place,
        "details": text,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": slot.title,
        "startdt": f"{starts:%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{ends:%Y-%m-%dT%H:%M:%SZ}",
        "location": place,
        "body": text,
    }
    return {
        "Google": f"https://calendar.google.com/calendar/render?{urlencode(google)}",
        "Outlook.com": f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(outlook)}",
    }


def _mailed(row: SignUp, *, method: str, sequence: int, at: datetime) -> Entry:
    assert row.person is not None
    return _entry(row, method=method, sequence=sequence, stamp=at, language=row.person.language)


def _entry(row: SignUp, *, sequence: int, stamp: datetime, method: str = "PUBLISH", language: str = "") -> Entry:
    slot = row.slot
    place, text, page = _told(settings.SITE_URL, slot.pk, slot.room, language or get_language())
    return Entry(
        method=method,
        uid=f"sign-up-{row.pk}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}",
        sequence=sequence,
        status=_STATUS[SignUp.State(row.state)],
        stamp=stamp,
        starts=slot.starts_at,
        ends=slot.ends_at,
        title=slot.title,
        place=place,
        text=text,
        page=page,
    )


def named(calendar: Calendar, name: str) -> Calendar:
    """A name, and how often to look again, each as RFC 7986 says it and as older programs read it."""
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    return calendar


def _sequence(row: SignUp) -> int:
    return row.slot.sequence + (row.state == SignUp.State.CANCELLED)


def _last_change(row: SignUp) -> datetime:
    changes = (row.created_at, row.promoted_at, row.ended_at, row.slot.changed_at)
    return max(change for change in changes if change is not None)


@lru_cache(maxsize=500)
def _told(site: str, slot_id: int, room: str, language: str) -> tuple[str, str, str]:
    """Where a session is, what else is said about it, and its page: looked up once for all who sign up at a time."""
    page = f"{site}{reverse('slots:detail', args=[slot_id])}"
    with translation.override(language):
        place = room or _("Online: the door is on the session's page")
        return place, _("Everything about the session stands on its page: %(page)s") % {"page": page}, page
