"""Pages and rows of the program's face that tests begin from."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from wagtail.models import Page

from cms.actions import inquiries, voices
from cms.models import ChatPage, ChatsPage, CoreGroupPage, Inquiry, SeriesPage, Testimonial, VoicesPage
from lms.people.models import User
from tests.cms import scenes

AnyPage = TypeVar("AnyPage", bound=Page)
NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
WORDS, NAME, ADDRESS = "I left with a better question.", "A nurse from Halifax", "nurse@example.org"


def at_noon() -> datetime:
    return NOW


def a_page_below(above: Page, page: AnyPage) -> AnyPage:
    above.add_child(instance=page)
    return page


def the_voices_page() -> VoicesPage:
    return a_page_below(scenes.home(), VoicesPage(title="Voices", slug="voices"))


def the_core_group_page() -> CoreGroupPage:
    return a_page_below(scenes.home(), CoreGroupPage(title="The core group", slug="core-group"))


def a_chat(title: str = "Names", *, live: bool = True) -> ChatPage:
    chats = ChatsPage.objects.first() or a_page_below(scenes.home(), ChatsPage(title="Chats", slug="chats"))
    series = SeriesPage.objects.first() or a_page_below(chats, SeriesPage(title="In the News", slug="news"))
    return a_page_below(series, ChatPage(title=title, live=live))


def a_voice(by: User, *, words: str = WORDS, name: str = NAME, email: str = ADDRESS) -> Testimonial:
    return voices.write(typed={"words": words, "shown_as": name, "email": email, "language": "en"}, by=by)


def a_voice_with_a_yes(by: User, **said: str) -> Testimonial:
    voice = a_voice(by, **said)
    return voices.agree(voice_id=voice.pk, seen=voices.seal_of(voice), clock=at_noon)


def a_letter(
    kind: str = "topic", *, words: str = "On names", name: str = "Jo", email: str = "jo@example.org"
) -> Inquiry:
    typed = {"words": words, "name": name, "email": email, "language": "en", "time_zone": "America/New_York"}
    return inquiries.write(kind=Inquiry.Kind(kind), typed=typed, clock=at_noon)


def answered(letter: Inquiry, by: User, outcome: str = "later", **said: Any) -> Inquiry:
    words = inquiries.Answer(Inquiry.Outcome(outcome), said.pop("words", "Thank you."), **said)
    return inquiries.answer(letter_id=letter.pk, answer=words, by=by, clock=at_noon)
