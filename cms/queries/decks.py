"""Slide decks as the public finds them, their links, and what staff count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Q

from cms.models import DeckLink, DeckPage, DeckRequest, DecksPage, DeckVersion
from cms.rules.decks import MOST_DOWNLOADS, Ended, why_ended
from cms.words.decks import ENDED

# From so many on it is told how many schools have asked for a deck.
LEAST_SCHOOLS = 5


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck, and the version that is given out; without one it is announced."""

    page: DeckPage
    version: DeckVersion | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The decks of a page, in its order."""

    open: tuple[Deck, ...]
    announced: tuple[Deck, ...]


def shelf(page: DecksPage) -> Shelf:
    """The live decks below a page. Two queries, however many decks."""
    pages = list(DeckPage.objects.live().child_of(page).order_by("path"))
    decks = _with_versions(pages)
    return Shelf(
        open=tuple(deck for deck in decks if deck.version),
        announced=tuple(deck for deck in decks if not deck.version),
    )


def deck_of(page: DeckPage) -> Deck:
    """A deck as it stands on its page. One query."""
    return _with_versions([page])[0]


def _with_versions(pages: Iterable[DeckPage]) -> list[Deck]:
    pages = list(pages)
    kept = DeckVersion.objects.filter(deck__in=[page.pk for page in pages if page.document_id]).order_by("number")
    newest = {version.deck_id: version for version in kept}
    return [Deck(page, newest.get(page.pk)) for page in pages]


def terms(page: DeckPage) -> str:
    """How the slides may be used, as it stands on the page above. One query."""
    above = DecksPage.objects.parent_of(page).first()
    return above.terms if above else ""


def schools(page: DeckPage) -> int:
    """How many schools asked for a deck, by the names that people gave; 0 for fewer than may be told. One query."""
    asked = DeckRequest.objects.confirmed().filter(deck=page).exclude(institution="")
    names = {" ".join(name.casefold().split()) for name in asked.values_list("institution", flat=True).distinct()}
    return len(names) if len(names) >= LEAST_SCHOOLS else 0


@dataclass(frozen=True, slots=True)
class Given:
    """A personal link as its page shows it: to whom it was sent isn't told, since links are passed on."""

    link: DeckLink
    version: DeckVersion
    deck: DeckPage | None
    ended: Ended | None
    newer: bool

    @property
    def ended_words(self) -> str:
        return str(ENDED[self.ended]) if self.ended else ""

    @property
    def also_news(self) -> bool:
        """Whether confirming the address means to be told of new versions: anybody may have ticked that."""
        asked = self.link.request
        return asked.tell_news and asked.confirmed_at is None

    @property
    def left(self) -> int:
        return MOST_DOWNLOADS - self.link.downloads


def given(link: DeckLink, *, at: datetime) -> Given:
    """What a link leads to. Three queries at most."""
    version = link.version
    deck = DeckPage.objects.offered().filter(pk=version.deck_id).first()
    ended = why_ended(downloads=link.downloads, ends_at=link.ends_at, offered=deck is not None, at=at)
    newer = deck is not None and deck.versions.filter(number__gt=version.number).exists()
    return Given(link, version, deck, ended, newer)


def untold(version: DeckVersion, *, limit: int) -> list[int]:
    """Who wants to hear of a version and hasn't its link yet, each address once, by its newest request. One query."""
    have_it = DeckLink.objects.filter(version=version, request__confirmed_at__isnull=False).values("request__email_key")
    waiting = DeckRequest.objects.told_of_news().named().filter(deck=version.deck_id).exclude(email_key__in=have_it)
    newest = waiting.values("email_key").annotate(newest=Max("pk")).order_by("newest")
    return list(newest.values_list("newest", flat=True)[:limit])


def not_kept() -> list[int]:
    """Live decks that were published after their file was last looked at. One query."""
    live = DeckPage.objects.live().filter(document__isnull=False).annotate(kept=Max("versions__kept_at"))
    missed = live.filter(Q(kept=None) | Q(last_published_at__gt=F("kept")))
    return list(missed.order_by("pk").values_list("pk", flat=True))


def to_tell() -> list[int]:
    """Versions of decks that are given out, and of which not everybody has been told. One query."""
    waiting = DeckVersion.objects.filter(told_at=None, deck__in=DeckPage.objects.offered())
    return list(waiting.order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of the file of a deck that was just published; no number where it isn't kept yet."""

    number: int | None
    listeners: int


def publication(page: DeckPage) -> Publication:
    """Two queries at most."""
    newest = page.versions.order_by("-number").first()
    if newest is None or newest.kept_at < page.last_published_at:
        return Publication(None, 0)
    is_new = newest.number > 1 and newest.kept_at == newest.published_at
    listeners = DeckRequest.objects.told_of_news().named().filter(deck=page).values("email_key").distinct()
    return Publication(newest.number, listeners.count() if is_new else 0)
