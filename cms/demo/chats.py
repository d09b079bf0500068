"""Chats, as the demo program has them: four series, a chat to come in two of them, and an archive."""

from datetime import time, timedelta

from cms.actions import followers
from cms.demo import pages
from cms.demo.content.chats import FOLLOWERS, IMAGE, LEAD, NEWS, SERIES, ChatWords, SeriesWords
from cms.demo.content.media import Picture
from cms.demo.face_types import Face
from cms.demo.media import value_of
from cms.demo.timeline import at
from cms.models import ChatPage, ChatsPage, Follower, SeriesPage


def told(face: Face) -> None:
    """The page, the series with their chats, and who follows one."""
    page = ChatsPage(title="Chats", slug="chats", lead=LEAD, show_in_menus=True)
    pages.add(face.home, page, pages.key("page", "chats"), face.editor)
    series = {words.key: _series(face, page, words) for words in SERIES}
    _follow(face, series[NEWS.key])


def _series(face: Face, below: ChatsPage, words: SeriesWords) -> SeriesPage:
    page = SeriesPage(title=words.title, slug=words.key, lead=words.lead, body=words.body, scope=words.scope)
    if words.pictured:
        path, title, alt = IMAGE
        shown = value_of(Picture(path=path, title=title, alt=alt, caption=""))
        page.picture_id = shown["image"]["image"] if shown else None
    pages.add(below, page, pages.key("series", words.key), face.editor)
    for chat in words.chats:
        pages.add(page, _chat(face, chat), pages.key("series", words.key, chat.key), face.editor)
    return page


def _chat(face: Face, words: ChatWords) -> ChatPage:
    held_on = face.timeline.day(-7 * words.weeks, time(12)).date() if words.weeks else None
    return ChatPage(
        title=words.title,
        slug=words.key,
        text=words.text,
        topic=words.topic,
        about=words.about,
        topic_days_before=words.days_before,
        session=face.slots[words.session] if words.session else None,
        held_on=held_on,
        led_by=words.led_by,
    )


def _follow(face: Face, series: SeriesPage) -> None:
    clock = at(face.timeline.now - timedelta(days=20))
    for name, email, school in FOLLOWERS:
        profile = {"display_name": name, "language": "en", "time_zone": "America/New_York"}
        followers.ask(series=series, email=email, profile=profile, institution=school, clock=clock)
        followers.confirm(follower_id=Follower.objects.by_address(email).get(series=series).pk, clock=clock)
