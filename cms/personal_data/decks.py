"""What slide decks export about the person of an address, and how they let go of them."""

from typing import Any

from cms.actions import decks
from cms.models import DeckRequest
from lms.people.models import User

_SAID = (
    "name", "email", "role", "institution", "purpose", "use", "tell_news", "asked_at", "agreed_at", "confirmed_at",
)  # fmt: skip


def export(person: User) -> dict[str, Any]:
    """What came from their address and was confirmed: anybody can type it, and what they typed is theirs."""
    theirs = DeckRequest.objects.confirmed().by_address(person.email).order_by("pk")
    rows = theirs.select_related("deck").prefetch_related("links__version")
    return {"slide_decks": [_told(row) for row in rows]}


def _told(row: DeckRequest) -> dict[str, Any]:
    links = [
        {"version": link.version.number, "sent": link.made_at, "ended": link.ends_at, "downloads": link.downloads}
        for link in row.links.all()
    ]
    said = {name: getattr(row, name) for name in _SAID}
    return {"deck": row.deck.title if row.deck else "", **said, "links": links}


def erase(person: User) -> None:
    decks.forget(email=person.email)
