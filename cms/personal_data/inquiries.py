"""What somebody wrote to the program."""

from typing import Any

from cms.models import Inquiry
from cms.personal_data.addresses import keys_of
from cms.queries import inquiries
from lms.people.models import User

_TOLD = ("kind", "words", "name", "email", "made_at", "outcome", "answer", "answered_at", "told_as")


def export(person: User) -> dict[str, Any]:
    return {"letters": list(inquiries.of_addresses(keys_of(person)).values(*_TOLD))}


def erase(person: User) -> None:
    """Letters that nobody has answered go as a whole; of others the fact that there was one, and staff's own words."""
    theirs = inquiries.of_addresses(keys_of(person))
    theirs.filter(outcome=Inquiry.Outcome.OPEN).delete()
    theirs.update(words="", answer="", name="", email="", email_key="")
