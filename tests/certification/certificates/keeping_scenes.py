"""Certificates as staff meet them: printed, in the journal, and of people who have led."""

from datetime import timedelta
from typing import Any

from certification.certificates import actions
from certification.certificates.models import Certificate
from courses.slots.models import Slot
from lms.people.models import User
from tests import scenes
from tests.certification.certificates.test_actions import EARNED, a_certificate
from tests.factories import UserFactory

REASON: dict[str, Any] = {"public_reason": "We are looking into it.", "private_reason": "Only for us."}


def printed(cause: str = "test:1", person: User | None = None) -> Certificate:
    """Issued, printed, and written in the journal."""
    return _stored(a_certificate(cause, person))


def for_a_time(cause: str = "test:1", person: User | None = None, *, chats: int = 0) -> Certificate:
    """One that holds for two years from October 2026 on, and takes so many chats to renew."""
    told = {name: getattr(EARNED, name) for name in EARNED.__dataclass_fields__}
    earned = actions.Earned(**told | {"valid_months": 24, "renewal_chats": chats})
    clock = scenes.at(scenes.NOW)
    made = actions.issue(
        cause=cause, person=person or UserFactory.create(), earned=earned, approval=scenes.APPROVAL, clock=clock
    )
    return _stored(made)


def _stored(certificate: Certificate) -> Certificate:
    actions.render(certificate.pk, clock=scenes.at(scenes.NOW))
    actions.write_waiting(clock=scenes.at(scenes.NOW))
    return Certificate.objects.get(pk=certificate.pk)


def lead_a_chat(person: User, *, days: int = 30) -> Slot:
    return scenes.a_slot(kind=Slot.Kind.CHAT_LOCAL, host=person, starts_at=scenes.NOW + timedelta(days=days))


def done_by(certificate: Certificate, by: User, **more: Any) -> dict[str, Any]:
    return {"certificate_id": certificate.pk, "by": by, "clock": scenes.at(scenes.NOW), **more}
