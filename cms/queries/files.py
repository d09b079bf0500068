"""The images and documents that lessons show, with what the compiler has to know of each."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePath
from typing import Any

from django.core.cache import cache
from django.utils.text import slugify
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.models import LessonPage
from cms.uploads.looking import BROKEN_PICTURE, look
from cms.uploads.rules import content_type_of

# Which fields of which blocks hold the id of an image, and of a document.
_DOCUMENT_FIELDS = {"video": ("video", "captions"), "file": ("document",)}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What of a file follows from its content and its title."""

    sha256: str
    size: int
    name: str
    content_type: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Files:
    """The files that some lessons show, by their ids; those that are gone are missing."""

    images: Mapping[int, FileFacts] = field(default_factory=dict)
    documents: Mapping[int, FileFacts] = field(default_factory=dict)
    ids: Mapping[str, int] = field(default_factory=dict)


NO_FILES = Files()


def blocks_of(page: LessonPage) -> Iterator[tuple[str, Any]]:
    """Kind and stored value of each block of a lesson, without a query."""
    return ((row["type"], row["value"]) for row in page.body.raw_data)


def image_ids(page: LessonPage) -> set[int]:
    shown = ((value.get("image") or {}).get("image") for kind, value in blocks_of(page) if kind == "image")
    return {pk for pk in shown if pk}


def document_ids(page: LessonPage) -> set[int]:
    return {
        value[name] for kind, value in blocks_of(page) for name in _DOCUMENT_FIELDS.get(kind, ()) if value.get(name)
    }


def files_of(pages: Iterable[LessonPage]) -> Files:
    """What the blocks of these lessons show. No query where they show no file, else one or two.

    A file that wasn't measured before is read once; its measures are kept in the cache, by its content.
    """
    pages = list(pages)
    image_pks = set().union(*(image_ids(page) for page in pages))
    document_pks = set().union(*(document_ids(page) for page in pages))
    images = _measured(get_image_model(), image_pks, pictures=True)
    documents = _measured(get_document_model(), document_pks, pictures=False)
    by_content = {f"image/{facts.sha256}": pk for pk, facts in images.items()}
    by_content |= {f"document/{facts.sha256}": pk for pk, facts in documents.items()}
    return Files(images, documents, by_content)


def _measured(model: Any, pks: set[int], *, pictures: bool) -> dict[int, FileFacts]:
    rows = model.objects.filter(pk__in=pks).order_by("pk") if pks else ()
    found = ((row.pk, measured(row, picture=pictures)) for row in rows)
    return {pk: facts for pk, facts in found if facts is not None}


def measured(row: Any, *, picture: bool) -> FileFacts | None:
    """What is known of an image or document by its content; ``None`` if its file can't be read."""
    # Wagtail's own hash says whether a file is the one measured before; the release compares what it keeps by SHA-256.
    known = f"file-facts:{row.file_hash}:{row.file_size}:{PurePath(row.file.name).suffix.lower()}:{picture:d}"
    facts = cache.get(known) if row.file_hash else None
    if facts is None:
        try:
            facts = _measure(row, picture=picture)
        except BROKEN_PICTURE:
            return None
        cache.set(known, facts, timeout=None)
    return FileFacts(**facts | {"name": _name(row)})


def _measure(row: Any, *, picture: bool) -> dict[str, Any]:
    with row.file.storage.open(row.file.name, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        content_type = content_type_of(PurePath(row.file.name).suffix[1:], look(file, size))
        width, height = _upright_size(file) if picture else (0, 0)
    return asdict(FileFacts(sha256, size, "", content_type, width, height))


def _upright_size(file: Any) -> tuple[int, int]:
    """An image's width and height as it is looked at: cameras note how they were held."""
    file.seek(0)
    with Pillow.open(file) as image:
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        width, height = image.size
    return (height, width) if turned else (width, height)


def _name(row: Any) -> str:
    """What the file is called for who saves it: after its title, which people chose, not after its place."""
    return f"{slugify(row.title) or 'file'}{PurePath(row.file.name).suffix.lower()}"
