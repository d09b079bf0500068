"""Decks and requests that the tests of slide decks begin from."""

from dataclasses import replace
from datetime import datetime
from time import time
from typing import Any

from django.core.signing import TimestampSigner, b62_encode
from wagtail.models import Locale

from cms.actions import deck_versions
from cms.actions import decks as actions
from cms.actions.links import token_of
from cms.models import DeckLink, DeckPage, DeckRequest, DecksPage, DeckVersion
from tests.cms import scenes, uploads
from tests.scenes import NOW

TITLE = "Say What You Mean"
FIRST, SECOND = uploads.PDF, b"%PDF-1.7\n% second\n%%EOF\n"
ASKED = actions.Asked(
    name="Nina New",
    email="nina@example.org",
    role="nurse",
    institution="Northfield School of Medicine",
    purpose="chat",
    use="With six people on a night ward.",
    tell_news=True,
    language="en",
    time_zone="America/New_York",
)


def decks_page() -> DecksPage:
    """The page of all decks, made once."""
    found: DecksPage | None = DecksPage.objects.first()
    if found is not None:
        return found
    page = DecksPage(title="Slide decks", slug="decks", terms="<p>Name where they come from.</p>")
    page.locale = Locale.get_default()
    scenes.home().add_child(instance=page)
    return page


def announced(title: str = TITLE, **values: Any) -> DeckPage:
    """A deck without a file."""
    page = DeckPage(title=title, lead="Words that hold.", locale=Locale.get_default(), **values)
    decks_page().add_child(instance=page)
    return page


def published(page: DeckPage, content: bytes, **values: Any) -> DeckPage:
    """The deck, published with a file, as the editor does it."""
    page = DeckPage.objects.get(pk=page.pk)
    page.document = uploads.a_document(content)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    published: DeckPage = DeckPage.objects.get(pk=page.pk)
    return published


def document_of(deck: DeckPage) -> Any:
    return deck.document


def a_deck(title: str = TITLE, content: bytes = FIRST, **values: Any) -> DeckPage:
    """A deck that is given out."""
    return published(announced(title, **values), content)


def asked(deck: DeckPage, *, at: datetime = NOW, confirmed: bool = False, **said: Any) -> DeckRequest:
    request = actions.ask(deck_id=deck.pk, asked=replace(ASKED, **said), clock=lambda: at)
    if confirmed:
        downloaded(request.links.get(), at=at)
    return DeckRequest.objects.get(pk=request.pk)


def downloaded(link: DeckLink, *, at: datetime = NOW) -> None:
    actions.download(link_id=link.pk, clock=lambda: at).close()


def a_link(*, at: datetime = NOW) -> DeckLink:
    return asked(a_deck(), at=at).links.get()


def address(link: DeckLink) -> str:
    return f"/decks/link/{token_of(link, actions.DOWNLOAD)}/"


def told(deck: DeckPage) -> None:
    """Whoever wishes to hear of new versions has heard of the newest."""
    deck_versions.tell(newest(deck).pk)


def content_of(answer: Any) -> bytes:
    """What was downloaded."""
    return b"".join(answer.streaming_content)


def newest(deck: DeckPage) -> DeckVersion:
    version: DeckVersion = deck.versions.order_by("-number")[0]
    return version


def typed(**changes: str) -> dict[str, str]:
    """What a person sends who has taken their time."""
    begun = TimestampSigner(salt="cms.forms.guarded")
    begun.timestamp = lambda: b62_encode(int(time()) - 60)  # type: ignore[method-assign]
    said = {
        "display_name": ASKED.name,
        "email": ASKED.email,
        "role": ASKED.role,
        "institution": ASKED.institution,
        "purpose": ASKED.purpose,
        "use": ASKED.use,
        "agree": "on",
        "begun": begun.sign("begun"),
    }
    return said | changes
