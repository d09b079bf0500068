"""The images and documents of the demo program, uploaded once each, and the blocks that show them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.demo.content.media import Elsewhere, Film, Handout, Picture, Quote
from cms.demo.content.types import Block

_FILES = Path(__file__).parent / "files"
_AGREED_ON = "2025-03-03"


def value_of(block: Block) -> dict[str, Any] | None:
    """A block that shows something, as the editor keeps it; nothing for a block of text."""
    stored = _STORED.get(type(block))
    return stored(block) if stored else None


def _quote(block: Any) -> dict[str, Any]:
    said = {"words": block.text, "name": block.name, "role": block.role}
    return said | {"consent": True, "agreed_on": _AGREED_ON}


def _picture(block: Any) -> dict[str, Any]:
    image = uploaded(get_image_model(), block.path, block.title)
    return {"image": {"image": image, "decorative": False, "alt_text": block.alt}, "caption": block.caption}


def _film(block: Any) -> dict[str, Any]:
    return {
        "title": block.title,
        "video": uploaded(get_document_model(), block.path, block.title),
        "captions": uploaded(get_document_model(), block.captions, f"{block.title}: captions"),
        "language": "en",
        "transcript": block.html,
    }


def _handout(block: Any) -> dict[str, Any]:
    document = uploaded(get_document_model(), block.path, block.title)
    return {"title": block.title, "document": document, "description": block.description}


def _elsewhere(block: Any) -> dict[str, Any]:
    return {"title": block.title, "url": block.url, "description": block.description}


_STORED: dict[type[Block], Callable[[Any], dict[str, Any]]] = {
    Quote: _quote,
    Picture: _picture,
    Film: _film,
    Handout: _handout,
    Elsewhere: _elsewhere,
}


def uploaded(model: Any, path: str, title: str) -> int:
    """The row of a file, made from the demo's files unless it is there."""
    known = model.objects.filter(title=title).first()
    if known is None:
        known = model(title=title, file=ContentFile((_FILES / path).read_bytes(), name=path))
        known.save()
        known.get_file_hash()
        known.get_file_size()
    return int(known.pk)
