"""Certificates that hold for a time, and the chats that their holders lead."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from certification.certificates import actions, queries
from certification.certificates.actions import journal
from certification.certificates.models import Certificate, JournalEntry
from courses.slots.models import Slot
from lms.people.models import User
from tests import scenes
from tests.certification.certificates.test_actions import EARNED
from tests.factories import UserFactory

MONTHS, CHATS = 24, 2
LAST = date(2028, 10, 1)
REFLECTION = (
    "I have learned to wait longer than I like, and unlearned that a silence is mine to fill with what I know best."
)


def a_certificate_for_a_time(
    person: User | None = None, *, cause: str = "test:1", at: datetime = scenes.NOW, **earned: Any
) -> Certificate:
    """Issued on a day; it holds for two years, and takes two chats to renew."""
    made = actions.issue(
        cause=cause,
        person=person or UserFactory.create(),
        earned=replace(EARNED, **{"valid_months": MONTHS, "renewal_chats": CHATS, **earned}),
        approval=scenes.APPROVAL,
        clock=scenes.at(at),
    )
    return noted(made, at=at)


def noted(certificate: Certificate, *, at: datetime) -> Certificate:
    """As it stands in the journal, and so may be shown; its files, which take longest, aren't made."""
    journal.note(JournalEntry.Kind.ISSUED, certificate, {"number": certificate.number}, at=at)
    actions.write_waiting(clock=scenes.at(at))
    return queries.whole().get(pk=certificate.pk)


def lead(person: User, *, on: date, kind: Slot.Kind = Slot.Kind.CHAT_LOCAL) -> Slot:
    """A chat that is held with them as host."""
    return scenes.a_slot(host=person, kind=kind, starts_at=noon(on))


def noon(day: date) -> datetime:
    """Noon by the program's calendar."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


def days_before(last: date, days: int) -> datetime:
    return noon(last - timedelta(days=days))
