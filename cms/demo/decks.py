"""Slide decks, as the demo program has them: one open in its second version, two announced, and who asked so far."""

from datetime import time

from django.utils.text import slugify
from wagtail.documents import get_document_model

from cms.actions import deck_versions
from cms.actions import decks as actions
from cms.demo import pages
from cms.demo.content.decks import DECKS, LEAD, REQUESTS, TERMS, Deck, Request, Slides
from cms.demo.face_types import Face
from cms.demo.media import uploaded
from cms.demo.timeline import Timeline, at
from cms.models import DeckPage, DecksPage
from lms.actions import Clock

_FIRST_SHARED = 60
_MORNING = time(9, 30)


def told(face: Face) -> None:
    """The pages, the first version, those who asked for it, and the second version that they are told of."""
    page = DecksPage(title="Slide decks", slug="decks", lead=LEAD, terms=TERMS, show_in_menus=True)
    pages.add(face.home, page, pages.key("page", "decks"), face.editor)
    for deck in DECKS:
        below = _announced(page, deck, face)
        if deck.files:
            _shared(below, deck, face)


def _announced(above: DecksPage, deck: Deck, face: Face) -> DeckPage:
    page = DeckPage(
        title=deck.title,
        slug=deck.slug,
        lead=deck.lead,
        audience=deck.audience,
        body=pages.stream(pages.rows(deck.slug, deck.blocks)),
    )
    pages.add(above, page, pages.key("deck", deck.slug), face.editor)
    return page


def _shared(page: DeckPage, deck: Deck, face: Face) -> None:
    first, *later = deck.files
    _choose(page, first)
    page.save()
    deck_versions.keep(deck_id=page.pk, clock=at(face.timeline.day(-_FIRST_SHARED, _MORNING)))
    page.save_revision(user=face.editor).publish(user=face.editor)
    for request in REQUESTS:
        _asked(page, request, face.timeline)
    for slides in later:
        _choose(page, slides)
        page.save_revision(user=face.editor).publish(user=face.editor)


def _choose(page: DeckPage, slides: Slides) -> None:
    page.document_id = uploaded(get_document_model(), slides.path, f"{page.title} ({slides.count} slides)")
    page.slides, page.news = slides.count, slides.news


def _asked(page: DeckPage, request: Request, timeline: Timeline) -> None:
    clock: Clock = at(timeline.day(-request.days, _MORNING))
    said = actions.Asked(
        name=request.name,
        email=f"{slugify(request.name).replace('-', '.')}@example.org",
        role=request.role,
        institution=request.institution,
        purpose=request.purpose,
        use=request.use,
        tell_news=request.tell_news,
        language="en",
        time_zone="America/New_York",
    )
    link = actions.ask(deck_id=page.pk, asked=said, clock=clock).links.get()
    for _download in range(request.downloads):
        actions.download(link_id=link.pk, clock=clock).close()
