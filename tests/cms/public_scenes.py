"""Public pages, one of each type and no more on them than a test needs."""

import json
import re
from datetime import timedelta
from typing import Any

from wagtail.models import Locale, Page

from cms.models import (
    ChatPage,
    ChatsPage,
    CoreGroupPage,
    DeckPage,
    DecksPage,
    HomePage,
    ImpactPage,
    ProcessPage,
    SeriesPage,
    StandardPage,
    VoicesPage,
)
from courses.slots.models import Slot
from lms.settings.environment import BASE_DIR
from tests.cms import scenes
from tests.courses.slots.scenes import a_slot

STAGES = json.dumps([])


def below(parent: Page, page: Any) -> Any:
    """A live page below another."""
    page.locale = Locale.get_default()
    parent.add_child(instance=page)
    return page


def a_plain_page(
    title: str = "Care for the room", *, text: str = "<p>Chairs in a circle.</p>", **more: Any
) -> StandardPage:
    body = json.dumps([{"type": "text", "value": text}])
    page: StandardPage = below(more.pop("parent", None) or scenes.home(), StandardPage(title=title, body=body, **more))
    return page


def a_series() -> SeriesPage:
    chats = ChatsPage.objects.first() or below(scenes.home(), ChatsPage(title="Chats", slug="chats"))
    series: SeriesPage = below(chats, SeriesPage(title="In the News", slug="in-the-news"))
    return series


def a_chat(*, begins_in: timedelta, **more: Any) -> ChatPage:
    """A chat of a series, with a session of its own."""
    session = a_slot(starts_in=begins_in, kind=Slot.Kind.CHAT_LOCAL)
    series = SeriesPage.objects.first() or a_series()
    page: ChatPage = below(series, ChatPage(title="Part one", session=session, **more))
    return page


def one_of_each() -> list[Page]:
    """A page of each public type."""
    home: HomePage = scenes.home()
    decks = below(home, DecksPage(title="Slide decks", slug="decks"))
    chat = a_chat(begins_in=timedelta(days=3))
    return [
        home,
        a_plain_page(),
        scenes.a_pathway(lessons=1),
        below(home, ProcessPage(title="The process", slug="process", stages=STAGES)),
        decks,
        below(decks, DeckPage(title="Say what you mean", slug="say")),
        below(home, ImpactPage(title="Impact", slug="impact")),
        below(home, VoicesPage(title="Voices", slug="voices")),
        below(home, CoreGroupPage(title="Core group", slug="core-group")),
        chat,
        chat.get_parent().specific,
        chat.get_parent().get_parent().specific,
    ]


def arguments_read() -> set[str]:
    """The names that page types, and the tags on their pages, read from an address."""
    folders = ("cms/models", "cms/templatetags", "cms/queries")
    texts = [file.read_text() for folder in folders for file in (BASE_DIR / folder).glob("*.py")]
    return {name for text in texts for name in re.findall(r"""\.GET(?:\.get(?:list)?\(|\[)\s*["'](\w+)""", text)}
