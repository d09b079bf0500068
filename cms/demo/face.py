"""The public pages of the demo program: each part writes its own."""

from cms.demo import chats, decks, home, impact, inquiries, process, voices
from cms.demo.face_types import Face


def show(face: Face) -> None:
    """Write every part of the program's face."""
    for part in (process, chats, decks, impact, voices, inquiries, home):
        part.told(face)
