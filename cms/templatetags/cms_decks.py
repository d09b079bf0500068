"""What the pages of slide decks show beside their own words."""

from django import template

from cms.models import DeckPage, DecksPage
from cms.queries import decks as queries

register = template.Library()


@register.simple_tag
def shelf_of(page: DecksPage) -> queries.Shelf:
    """The decks below a page: those that can be had, and those that are announced."""
    return queries.shelf(page)


@register.simple_tag
def deck_of(page: DeckPage) -> queries.Deck:
    """A deck with the version that is given out."""
    return queries.deck_of(page)


@register.simple_tag
def terms_of(page: DeckPage) -> str:
    """How the slides may be used."""
    return queries.terms(page)


@register.simple_tag
def schools_of(page: DeckPage) -> int:
    """How many schools have asked for a deck; 0 for fewer than may be told."""
    return queries.schools(page)
