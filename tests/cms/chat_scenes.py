"""Series, chats and followers that the tests of chats begin from, on a Thursday in October."""

from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Page

from cms.actions import followers
from cms.models import ChatPage, ChatsPage, Follower, SeriesPage
from courses.slots.models import Slot
from tests.cms import scenes as pages
from tests.scenes import NOW, a_slot, at

TOPIC = "Whose pain gets a picture"
WEEK = timedelta(days=7)
PROFILE = {"display_name": "Noor Haddad", "language": "en", "time_zone": "America/New_York"}


def published(below: Page, page: Any) -> Any:
    """Below another page, published as an editor would."""
    below.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def a_chats_page() -> ChatsPage:
    page: ChatsPage = published(pages.home(), ChatsPage(title="Chats", slug="chats"))
    return page


def a_series(title: str = "In the News", **fields: Any) -> SeriesPage:
    above = ChatsPage.objects.first() or a_chats_page()
    made: SeriesPage = published(above, SeriesPage(title=title, scope="national", **fields))
    return made


def a_session(*, starts_at: datetime = NOW + 2 * WEEK, **fields: Any) -> Slot:
    link = fields.pop("join_link", "https://meet.example.org/a-chat")
    return a_slot(starts_at=starts_at, kind=Slot.Kind.CHAT_NATIONAL, join_link=link, **fields)


def slot_of(page: ChatPage) -> Any:
    """The session of a chat that has one."""
    assert page.session
    return page.session


def a_chat(series: SeriesPage | None = None, title: str = "Part two", **fields: Any) -> ChatPage:
    """A chat with a topic that is told at once, and with a session in two weeks unless another is given."""
    fields.setdefault("session", None if "held_on" in fields else a_session())
    fields.setdefault("topic", TOPIC)
    made: ChatPage = published(series or SeriesPage.objects.first() or a_series(), ChatPage(title=title, **fields))
    return made


def a_later_topic(series: SeriesPage | None = None, **fields: Any) -> ChatPage:
    """A chat in two weeks whose topic is shared in one."""
    return a_chat(series, topic_days_before=7, about="<p>We look at pictures slowly.</p>", **fields)


def a_follower(series: SeriesPage, email: str = "noor@example.org", *, confirmed: bool = True) -> Follower:
    followers.ask(series=series, email=email, profile=PROFILE, institution="Lakeshore College", clock=at(NOW))
    row = Follower.objects.by_address(email).get(series=series, ended_at=None)
    if confirmed:
        followers.confirm(follower_id=row.pk, clock=at(NOW))
        row.refresh_from_db()
    return row
