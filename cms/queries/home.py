"""What the first page shows beside its words: what comes next, the road, and what was reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from cms.models import (
    CHAT_KINDS,
    ChatPage,
    ChatsPage,
    DecksPage,
    ImpactPage,
    PathwayPage,
    ProcessPage,
    Testimonial,
    VoicesPage,
)
from cms.queries import impact, voices
from cms.queries.outline import Outline, outline
from courses.slots import queries as slots
from courses.slots.models import Slot
from courses.slots.queries import Session
from courses.slots.rules import Standing
from lms.people.models import User

Reader = User | AnonymousUser
# Among so many of the next sessions one has a seat, or people are better off with the whole list.
LOOKED_AT = 12
SHOWN_LATER = 2
SHOWN_VOICES = 3


@dataclass(frozen=True, slots=True)
class Coming:
    """The next session; where that one has no seat, the next that has, else those that follow it."""

    first: Session | None
    free: Session | None = None
    later: Sequence[Session] = ()

    @property
    def page(self) -> ChatPage | None:
        """What the next session is about, where a chat's own page tells it."""
        page: ChatPage | None = getattr(self.first.slot, "chat_page", None) if self.first else None
        return page if page is not None and page.live else None


@dataclass(frozen=True, slots=True)
class Doors:
    """The pages that the first one leads to, each if it is there."""

    process: Page | None
    chats: Page | None
    decks: Page | None
    impact: Page | None
    voices: Page | None


@dataclass(frozen=True, slots=True)
class Front:
    """The first page at one moment, for one reader."""

    training: Coming
    chat: Coming
    pathways: Sequence[PathwayPage]
    outline: Outline | None
    doors: Doors
    voices: Sequence[Testimonial]
    numbers: Sequence[impact.Headline]


def front(home: Page, reader: Reader, at: datetime) -> Front:
    """Twelve queries for a stranger, however much there is; up to four more for who is signed in."""
    training, chat = coming(reader, at)
    pathways = list(PathwayPage.objects.child_of(home).live().select_related("locale").order_by("path"))
    return Front(
        training=training,
        chat=chat,
        pathways=pathways,
        outline=outline(pathways[0], reader) if pathways else None,
        doors=_doors(home),
        voices=voices.shown(limit=SHOWN_VOICES),
        numbers=impact.headline(at),
    )


def coming(reader: Reader, at: datetime) -> tuple[Coming, Coming]:
    """The next training session and the next chat. Four queries, up to seven for who is signed in."""
    rows = slots.coming(reader, at)
    # Without it, each would be asked by itself whether a chat's page tells of it.
    training = list(rows.filter(kind=Slot.Kind.TRAINING).select_related("chat_page")[:LOOKED_AT])
    chats = list(rows.filter(kind__in=CHAT_KINDS).select_related("chat_page")[:LOOKED_AT])
    told = slots.seen([*training, *chats], reader, at)
    return _coming(told[: len(training)]), _coming(told[len(training) :])


def _coming(sessions: Sequence[Session]) -> Coming:
    meant = [row for row in sessions if row.standing is not Standing.NOT_FOR_YOU]
    first = next(iter(meant), None)
    free = next((row for row in meant if row.standing is Standing.FREE), None)
    if first is None or first.own_state or free in (None, first):
        return Coming(first, later=meant[1 : 1 + SHOWN_LATER])
    return Coming(first, free)


def _doors(home: Page) -> Doors:
    below = list(Page.objects.child_of(home).live().filter(view_restrictions=None).order_by("path"))

    def of(kind: type[Page]) -> Page | None:
        return next((page for page in below if page.specific_class is kind), None)

    return Doors(of(ProcessPage), of(ChatsPage), of(DecksPage), of(ImpactPage), of(VoicesPage))
