"""What programs that aren't ours make of our calendars: mails are sent and read back, entries parsed by vobject."""

import warnings
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.core import mail as outbox

from lms.mail import actions as mail
from lms.mail.models import OutgoingMail
from lms.people.models import User

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vobject


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as an independent parser reads it."""

    method: str
    uid: str
    sequence: int
    status: str
    starts: datetime
    ends: datetime
    stamp: datetime
    title: str
    organizer: str
    attendees: list[str]
    text: str


def sent(name: str, person: User) -> list[EmailMessage]:
    """The mails of a kind that a person has got, as they arrive, oldest first."""
    rows = list(OutgoingMail.objects.filter(name=name, person=person).order_by("pk"))
    for row in rows:
        mail.deliver(row.pk)
    arrived = {one.extra_headers["Message-ID"]: one.message().as_bytes() for one in outbox.outbox}
    return [_parsed(arrived[row.message_id]) for row in rows]


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def invitation(message: EmailMessage) -> Entry | None:
    """The entry in a mail's last part; none where the mail has no such part."""
    last = list(message.iter_parts())[-1]
    if last.get_content_type() != "text/calendar":
        return None
    [found] = entries(last.get_content())
    assert last.get_param("method") == found.method
    return found


def entries(text: str | bytes) -> list[Entry]:
    calendar = vobject.readOne(text.decode() if isinstance(text, bytes) else text)
    method = calendar.method.value
    return [_entry(event, method) for event in calendar.contents.get("vevent", [])]


def _entry(event: object, method: str) -> Entry:
    def value(name: str) -> object:
        return getattr(event, name).value

    contents: dict[str, list[object]] = event.contents  # type: ignore[attr-defined]
    return Entry(
        method=method,
        uid=str(value("uid")),
        sequence=int(str(value("sequence"))),
        status=str(value("status")),
        starts=value("dtstart"),  # type: ignore[arg-type]
        ends=value("dtend"),  # type: ignore[arg-type]
        stamp=value("dtstamp"),  # type: ignore[arg-type]
        title=str(value("summary")),
        organizer=str(value("organizer")),
        attendees=[one.serialize().replace("\r\n ", "").strip() for one in contents.get("attendee", [])],  # type: ignore[attr-defined]
        text=event.serialize(),  # type: ignore[attr-defined]
    )
