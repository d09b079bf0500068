"""The order of the menu in the demo program."""

from cms.demo.face_types import Face
from cms.models import ChatsPage, PathwayPage


def told(face: Face) -> None:
    """Chats lead, then the road to become a facilitator: the menu has the order of the tree."""
    chats = ChatsPage.objects.child_of(face.home).get()
    chats.move(PathwayPage.objects.child_of(face.home).get(), pos="left")
