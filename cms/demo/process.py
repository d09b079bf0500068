"""The process, as the demo program has it."""

from cms.demo import pages
from cms.demo.content.process import LEAD, STEPS, StageStep
from cms.demo.face_types import Face
from cms.models import ProcessPage


def told(face: Face) -> None:
    """The page, with its five stages."""
    page = ProcessPage(
        title="The process",
        slug="process",
        show_in_menus=True,
        lead=" ".join(LEAD.split()),
        stages=pages.stream({"type": "stage", "id": str(pages.key("stage", row.stage)), **_told(row)} for row in STEPS),
    )
    pages.add(face.home, page, pages.key("page", "process"), face.editor)


def _told(row: StageStep) -> dict[str, object]:
    names = ("stage", "minutes", "sentence", "happens", "why")
    return {"value": {name: getattr(row, name) for name in names} | {"heard": list(row.heard)}}
