"""What the outbox exports and erases of a person."""

from typing import Any

from lms.mail.forgetting import forget_address, forget_names
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people import personal_data
from lms.people.models import User

State = OutgoingMail.State


def export(person: User) -> list[dict[str, Any]]:
    return [_exported(mail) for mail in OutgoingMail.objects.filter(person=person).order_by("pk")]


def _exported(mail: OutgoingMail) -> dict[str, Any]:
    words = words_of(mail)
    return {
        "kind": mail.name,
        "to": mail.address,
        "subject": words.subject,
        "text": "" if mail.secret else words.text,
        "state": mail.state,
        "queued": mail.queued_at.isoformat(),
        "sent": mail.sent_at.isoformat() if mail.sent_at else None,
    }


def erase(person: User) -> None:
    """Words and addresses go, and the name from mails to others; that a mail was sent stays."""
    theirs = OutgoingMail.objects.filter(person=person)
    theirs.exclude(state=State.SENT).update(state=State.WITHDRAWN, lease_until=None)
    blank = dict.fromkeys(("address", "subject", "text", "html", "calendar", "stop_path", "last_error"), "")
    theirs.update(facts=None, **blank)
    forget_names([person.display_name, person.email])
    forget_address(person.email)


personal_data.register("mail", export=export, erase=erase)
