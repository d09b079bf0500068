"""Somebody's words on the site, and how they want to be thanked."""

from typing import Any

from cms.models import Thanks
from cms.personal_data.addresses import keys_of
from cms.queries import voices
from lms.audit import actions as audit
from lms.people.models import User

_TOLD = (
    "words", "shown_as", "language", "asked_at", "agreed_at", "agreed_how", "agreed_words", "agreed_as", "written_on",
    "kept_where", "withdrawn_at",
)  # fmt: skip


def export(person: User) -> dict[str, Any]:
    return {
        "testimonials": list(voices.of_addresses(keys_of(person)).values(*_TOLD)),
        "thanks": list(Thanks.objects.filter(person=person).values("shown", "name", "line", "words", "chosen_at")),
    }


def erase(person: User) -> None:
    """Their words and their name go from the site, and from the log's titles."""
    theirs = voices.of_addresses(keys_of(person))
    audit.forget_titles(theirs)
    theirs.delete()
    Thanks.objects.filter(person=person).delete()
