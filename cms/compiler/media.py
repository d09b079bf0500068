"""From blocks that show files, words of others or pages of others to the plain blocks that a release keeps.

A file is named by the SHA-256 of what was uploaded and by nothing that an installation chose itself: no row's id, no
address, no name in the storage. What an image is re-encoded to isn't named either, since libraries differ in it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from cms.compiler.embeds import embed_of
from cms.compiler.rich_text import limited_html
from cms.queries.files import FileFacts, Files

Document = dict[str, Any]
Value = Mapping[str, Any]

# An image is kept in these widths, and in its own where it is smaller.
WIDTHS = (800, 1600)


class Gone(LookupError):
    """A file that a block shows was deleted, or can't be read; ``args`` are the block's kind and title."""


def media_block(kind: str, value: Value, files: Files) -> Document:
    """A block as stored, in its plain form. Raises ``Gone``."""
    return {"kind": kind, **MEDIA[kind](value, files)}


def _quote(value: Value, files: Files) -> Document:
    # That the person agreed has to be true; it isn't for readers to know when.
    return {name: value[name] for name in ("name", "role")} | {"text": value["words"]}


def _image(value: Value, files: Files) -> Document:
    image = value.get("image") or {}
    facts = files.images.get(image.get("image") or 0)
    if facts is None:
        raise Gone("image", value.get("caption") or image.get("alt_text") or "")
    decorative = bool(image.get("decorative"))
    return {
        "file": {
            "sha256": facts.sha256,
            "width": facts.width,
            "height": facts.height,
            "widths": widths_of(facts),
        },
        "alt": "" if decorative else (image.get("alt_text") or ""),
        "decorative": decorative,
        "caption": value.get("caption") or "",
    }


def widths_of(facts: FileFacts) -> list[int]:
    """The widths in which an image is kept; none is wider than the image."""
    return sorted({min(width, facts.width) for width in WIDTHS})


def _video(value: Value, files: Files) -> Document:
    title = value["title"]
    return {
        "title": title,
        "file": _file("video", title, files.documents.get(value["video"])),
        "captions": _file("video", title, files.documents.get(value["captions"])) | {"language": value["language"]},
        "transcript_html": limited_html(value["transcript"]),
    }


def _shown_file(value: Value, files: Files) -> Document:
    return {
        "title": value["title"],
        "description": value.get("description") or "",
        "file": _file("file", value["title"], files.documents.get(value["document"])),
    }


def _file(kind: str, title: str, facts: FileFacts | None) -> Document:
    if facts is None:
        raise Gone(kind, title)
    return {"sha256": facts.sha256, "type": facts.content_type, "bytes": facts.size, "name": facts.name}


def _embed(value: Value, files: Files) -> Document:
    embed = embed_of(value["url"])
    return {
        "title": value["title"],
        "description": value.get("description") or "",
        "provider": embed.provider,
        "url": value["url"],
        "player": embed.player,
    }


MEDIA: dict[str, Callable[[Value, Files], Document]] = {
    "quote": _quote,
    "image": _image,
    "video": _video,
    "file": _shown_file,
    "embed": _embed,
}
