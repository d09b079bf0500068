"""What people say, and the core group, as the demo program has them."""

from cms.demo import pages
from cms.demo.face_types import Face
from cms.models import CoreGroupPage, VoicesPage


def told(face: Face) -> None:
    """Both pages."""
    voices = VoicesPage(title="Voices", slug="voices")
    pages.add(face.home, voices, pages.key("page", "voices"), face.editor)
    core_group = CoreGroupPage(title="The core group", slug="core-group")
    pages.add(face.home, core_group, pages.key("page", "core-group"), face.editor)
