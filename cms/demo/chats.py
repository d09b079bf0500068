"""Chats, as the demo program has it."""

from cms.demo import pages
from cms.demo.face_types import Face
from cms.models import ChatsPage


def told(face: Face) -> None:
    """The page."""
    page = ChatsPage(title="Chats", slug="chats", show_in_menus=True)
    pages.add(face.home, page, pages.key("page", "chats"), face.editor)
