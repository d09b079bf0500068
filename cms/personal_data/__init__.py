"""What the program's public pages hold about a person, by their address, and how it lets go of them."""

from typing import Any

from cms.personal_data import chats
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> dict[str, Any]:
    return chats.export(person)


def erase(person: User) -> None:
    chats.erase(person)


personal_data.register("site", export=export, erase=erase)
