"""Slide decks, as the demo program has it."""

from cms.demo import pages
from cms.demo.face_types import Face
from cms.models import DecksPage


def told(face: Face) -> None:
    """The page."""
    page = DecksPage(title="Slide decks", slug="decks", show_in_menus=True)
    pages.add(face.home, page, pages.key("page", "decks"), face.editor)
