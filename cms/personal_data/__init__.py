"""What this part exports about a person, and how it lets go of them: rows of visitors are found by their address."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.personal_data import chats, decks, inquiries, voices
from lms.people import personal_data
from lms.people.models import User

_SUBJECTS = (chats, decks, voices, inquiries)


def export(person: User) -> dict[str, Any]:
    return {name: told for subject in _SUBJECTS for name, told in subject.export(person).items()}


def erase(person: User) -> None:
    for subject in _SUBJECTS:
        subject.erase(person)


personal_data.register(
    "site",
    export=export,
    erase=erase,
    stays=_(
        "That somebody once asked for slides, without name, address or school; and what the site tells of a topic that"
        " you suggested, in our words."
    ),
)
