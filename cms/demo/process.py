"""The process, as the demo program has it."""

from cms.demo import pages
from cms.demo.face_types import Face
from cms.models import ProcessPage


def told(face: Face) -> None:
    """The page."""
    page = ProcessPage(title="The process", slug="process", show_in_menus=True, stages="[]")
    pages.add(face.home, page, pages.key("page", "process"), face.editor)
