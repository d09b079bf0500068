"""Chats as the public finds them. Nothing here tells a topic before it is shared."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce, TruncDate
from wagtail.models import Page as AnyPage
from wagtail.models import PageQuerySet

from cms.models import CHAT_KINDS, ChatPage, ChatsPage, SeriesPage
from cms.rules import chats as rules
from courses.slots import queries as slots
from courses.slots.models import Slot, SlotQuerySet
from courses.slots.pages import PageAbout
from courses.slots.queries import Session
from courses.slots.queries.welcome import Reader
from lms.people.models import User, program_zone

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat as a reader finds it at a time.

    ``topic`` and ``about`` are empty before they are shared, which is at ``shared_at``. ``number`` counts the live
    parts of the series; 0 in lists across series, which name the ``series`` instead.
    """

    page: ChatPage
    session: Session | None
    topic: str
    about: str
    shared_at: datetime | None
    at: datetime
    number: int = 0
    count: int = 0
    series: str = ""

    @property
    def held(self) -> bool:
        """Whether it is a chat of the past."""
        return self.page.held_on is not None or (self.session is not None and self.session.standing == "over")

    @property
    def has_open_door(self) -> bool:
        """Whether anybody may go to the meeting without a seat, at its time."""
        slot = self.session.slot if self.session else None
        return (
            self.page.open_door
            and slot is not None
            and slot.state == Slot.State.PUBLISHED
            and slot.audience == Slot.Audience.ANYONE
            and bool(slot.join_link)
        )

    @property
    def may_enter(self) -> bool:
        """Whether they may now."""
        slot = self.session.slot if self.session else None
        if slot is None or not self.has_open_door:
            return False
        return rules.door_is_open(opens=slot.join_opens_at, ends=slot.ends_at, at=self.at)

    @property
    def led_by(self) -> list[str]:
        """Who leads or led it, by the names that they go by."""
        return _led_by(self.page, self.session.slot if self.session else None)


def _led_by(page: ChatPage, slot: Slot | None) -> list[str]:
    if slot is None:
        return [page.led_by] if page.led_by else []
    return [str(person) for person in [*([slot.host] if slot.host else []), *slot.team]]


def coming_chats(at: datetime, *, limit: int | None = None) -> list[ChatPage]:
    """Live chats whose session is still to come or going on, soonest first, each with its session. One query."""
    pages = ChatPage.objects.live().filter(session__state=Slot.State.PUBLISHED, session__ends_at__gt=at)
    return list(pages.select_related("session").order_by("session__starts_at", "path")[:limit])


def coming(reader: Reader, at: datetime, *, limit: int | None = None) -> list[Chat]:
    """The next chats with their seats, as a reader is told of them. Four queries, up to seven for members."""
    titles = _titles()
    chats = as_told(coming_chats(at, limit=limit), reader, at)
    return [replace(chat, series=titles.get(_above(chat.page), "")) for chat in chats]


def _titles() -> dict[str, str]:
    """What series are called, by their place in the tree."""
    return dict(SeriesPage.objects.values_list("path", "title"))


def _above(page: ChatPage) -> str:
    return str(page.path[: -AnyPage.steplen])


def as_told(pages: Iterable[ChatPage], reader: Reader, at: datetime) -> list[Chat]:
    """Pages that were read with their sessions, as a reader is told of them. Two queries, up to five for members."""
    pages = list(pages)
    asked = slots.sessions(reader).filter(pk__in=[page.session_id for page in pages if page.session_id])
    known = {session.slot.pk: session for session in slots.seen(asked, reader, at)}
    return [_chat(page, known.get(page.session_id or 0), at) for page in pages]


def _chat(page: ChatPage, session: Session | None, at: datetime) -> Chat:
    told = page.tells_topic(at)
    return Chat(
        page=page,
        session=session,
        topic=page.topic if told else "",
        about=page.about if told else "",
        shared_at=None if told else page.topic_shared_at,
        at=at,
    )


def parts_of(series: SeriesPage, reader: Reader, at: datetime) -> list[Chat]:
    """The live chats of a series in their order, numbered. Three queries, up to six for members."""
    pages = ChatPage.objects.child_of(series).live().select_related("session").order_by("path")
    chats = as_told(pages, reader, at)
    return [replace(chat, number=number, count=len(chats)) for number, chat in enumerate(chats, start=1)]


def previewed(page: ChatPage, reader: Reader, at: datetime) -> Chat:
    """A chat as staff see it in a preview, with its topic. Two queries, up to five for members."""
    [chat] = as_told([page], reader, at)
    return replace(chat, topic=page.topic, about=page.about)


def series_above(page: ChatPage) -> SeriesPage | None:
    """One query."""
    found: SeriesPage | None = SeriesPage.objects.ancestor_of(page).first()
    return found


@dataclass(frozen=True, slots=True)
class Series:
    """A series, how many chats it has, and when the next one is."""

    page: SeriesPage
    count: int
    next_start: datetime | None
    next_end: datetime | None
    zone: str


def series_list(chats: ChatsPage, at: datetime) -> list[Series]:
    """Live series, those with the next chat first, then the newest. Two queries."""
    pages = SeriesPage.objects.child_of(chats).live().order_by("-first_published_at", "path")
    live = list(ChatPage.objects.descendant_of(chats).live().select_related("session"))
    return sorted((_series(page, live, at) for page in pages), key=lambda row: (row.next_start is None, row.next_start))


def _series(page: SeriesPage, chats: Iterable[ChatPage], at: datetime) -> Series:
    own = [chat for chat in chats if chat.path.startswith(page.path)]
    coming = [
        chat.session
        for chat in own
        if chat.session and chat.session.state == Slot.State.PUBLISHED and chat.session.ends_at > at
    ]
    first = min(coming, key=lambda slot: slot.starts_at, default=None)
    if first is None:
        return Series(page, len(own), None, None, "")
    return Series(page, len(own), first.starts_at, first.ends_at, first.zone)


@dataclass(frozen=True, slots=True)
class PastChat:
    """A chat of the archive: its day in the program's zone, its topic, its series, and who led it."""

    page: ChatPage
    day: date
    series: str
    led_by: list[str]


def archive(chats: ChatsPage, at: datetime, *, number: str = "1") -> "Page[PastChat]":
    """Chats that were held, the latest first. At most four queries, however many chats."""
    held = _held(chats, at).order_by("-day", "-path")
    page = Paginator(held, ON_A_PAGE).get_page(number)
    titles = _titles()
    page.object_list = [_past(chat, titles) for chat in page.object_list]
    return page


def latest_topics(chats: ChatsPage, at: datetime, *, limit: int) -> list[PastChat]:
    """The beginning of the archive. At most three queries."""
    titles = _titles()
    return [_past(chat, titles) for chat in _held(chats, at).order_by("-day", "-path")[:limit]]


def _held(chats: ChatsPage, at: datetime) -> "PageQuerySet[ChatPage]":
    zone = ZoneInfo(program_zone())
    over = Q(session__state__in=[Slot.State.PUBLISHED, Slot.State.CLOSED], session__ends_at__lte=at)
    elsewhere = Q(session=None, held_on__lte=at.astimezone(zone).date())
    pages = ChatPage.objects.descendant_of(chats).live().filter(over | elsewhere)
    team = Prefetch("session__facilitators", User.objects.order_by("display_name", "pk"))
    return (
        pages.annotate(day=Coalesce("held_on", TruncDate("session__starts_at", tzinfo=zone)))
        .select_related("session__host")
        .prefetch_related(team)
    )


def _past(page: ChatPage, titles: dict[str, str]) -> PastChat:
    return PastChat(page, page.day, titles.get(_above(page), ""), _led_by(page, page.session))


def public_series() -> "PageQuerySet[SeriesPage]":
    """Series that anybody may read."""
    return SeriesPage.objects.live().public()


def public_chats() -> "PageQuerySet[ChatPage]":
    """Chats that anybody may read, with their sessions."""
    return ChatPage.objects.live().public().select_related("session")


def page_about(slot: Slot) -> PageAbout | None:
    """The page of a chat, for whoever looks at its session. Two queries for a chat, none for another session."""
    page = public_chats().filter(session=slot).order_by("path").first() if slot.kind in CHAT_KINDS else None
    url = path_of(page) if page else ""
    return PageAbout(page.title, url) if page and url else None


def of_feed(series: SeriesPage) -> list[ChatPage]:
    """The chats of a series that feeds tell of, as they come on the page. Two queries."""
    return list(public_chats().child_of(series).order_by("path"))


def path_of(page: AnyPage) -> str:
    """A page's address without the site's, for mails; nothing for a page that stands outside of the site."""
    parts = page.get_url_parts()
    return str(parts[2]) if parts and parts[2] else ""


def to_announce(at: datetime) -> list[ChatPage]:
    """Published chats with a coming session of which followers haven't been told. Two queries."""
    pages = public_chats().filter(announced_at=None)
    return list(pages.filter(session__state=Slot.State.PUBLISHED, session__starts_at__gt=at).order_by("pk"))


def to_share(at: datetime) -> list[ChatPage]:
    """Published chats whose topic has been shared, which the job hasn't noted yet. Two queries."""
    pages = public_chats().filter(topic_told_at=None, topic_days_before__gt=0)
    held = pages.filter(session__state__in=[Slot.State.PUBLISHED, Slot.State.CLOSED]).order_by("pk")
    return [page for page in held if page.tells_topic(at)]


def choosable() -> SlotQuerySet:
    """Sessions of chats that take place, the soonest to be planned last; each with the page that it belongs to."""
    rows = Slot.objects.filter(kind__in=CHAT_KINDS).exclude(state=Slot.State.CANCELLED)
    return rows.select_related("chat_page").order_by("-starts_at", "-pk")
