"""A topic's page as the plain document that the library of practice keeps."""

from typing import Any

from cms.models import TopicPage


def document_of(page: TopicPage) -> dict[str, Any]:
    """Its words, without anything that knows of pages."""
    return {
        "key": page.translation_key,
        "title": page.title,
        "concept": page.concept,
        "definition": page.definition,
        "questions": [str(block.value) for block in page.questions],
        "materials": [row for block in page.materials if (row := _material(block)) is not None],
    }


def _material(block: Any) -> dict[str, str] | None:
    """Nothing for a file that somebody has deleted since."""
    if block.block_type == "link":
        return {"title": block.value["title"], "url": block.value["url"]}
    document = block.value["document"]
    return {"title": block.value["title"], "url": document.url} if document else None
