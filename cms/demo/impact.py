"""Impact, as the demo program has it."""

from cms.demo import pages
from cms.demo.face_types import Face
from cms.models import ImpactPage


def told(face: Face) -> None:
    """The page."""
    page = ImpactPage(title="Impact", slug="impact", show_in_menus=True)
    pages.add(face.home, page, pages.key("page", "impact"), face.editor)
