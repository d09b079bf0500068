"""What this part exports about a person, and how it lets go of them: rows of visitors are found by their address."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.personal_data import decks
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> dict[str, Any]:
    return {"slide_decks": decks.export(person)}


def erase(person: User) -> None:
    decks.erase(person)


personal_data.register(
    "cms", export=export, erase=erase, stays=_("That somebody once asked for slides: without name, address or school.")
)
