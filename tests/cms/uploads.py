"""Images and documents as staff upload them, and lessons that show them."""

import io
import json
import zipfile
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.models import LessonPage, ModulePage
from tests.cms import scenes

SECRET_PLACE = "Room 12, third floor"
PDF = b"%PDF-1.7\n%%EOF\n"
WEBM = b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x82\x84webm" + bytes(range(256)) * 8
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nWelcome.\n"
CONSENT = {"consent": True, "agreed_on": "2026-03-02"}


def photo(width: int = 900, height: int = 600, *, turned: bool = False) -> bytes:
    """A JPEG that tells where it was taken, and perhaps how the camera was held."""
    exif = Pillow.Exif()
    exif[0x010E] = SECRET_PLACE
    if turned:
        exif[0x0112] = 6
    file = io.BytesIO()
    Pillow.new("RGB", (width, height), "#0f5e63").save(file, "JPEG", exif=exif)
    return file.getvalue()


def drawn(kind: str, **options: Any) -> bytes:
    """A small picture of a kind."""
    file = io.BytesIO()
    Pillow.new("RGB", (20, 20), "#0f5e63").save(file, kind, **options)
    return file.getvalue()


def packed(**files: bytes) -> bytes:
    """A ZIP file; ``__`` in a name stands for a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def slides(**more: bytes) -> bytes:
    """What a presentation of an office program looks like from outside."""
    return packed(**{"[Content_Types].xml": b"<Types/>", "ppt__presentation.xml": b"<p/>"}, **more)


def an_image(content: bytes | None = None, *, title: str = "Chairs", name: str = "chairs.jpg") -> Any:
    image = get_image_model()(title=title, file=ContentFile(content or photo(), name=name))
    image.save()
    image.get_file_hash()
    return image


def a_document(content: bytes = PDF, *, title: str = "Slides", name: str = "slides.pdf") -> Any:
    document = get_document_model()(title=title, file=ContentFile(content, name=name))
    document.save()
    document.get_file_hash()
    return document


def image_block(chosen: Any, **values: Any) -> dict[str, Any]:
    shown = {"image": chosen.pk, "decorative": False, "alt_text": "Eight chairs."} | values
    return {"type": "image", "id": "i-1", "value": {"image": shown, "caption": "A circle"}}


def video_block(video: Any, captions: Any) -> dict[str, Any]:
    value = {"title": "Beginning", "video": video.pk, "captions": captions.pk, "language": "en"}
    return {"type": "video", "id": "v-1", "value": value | {"transcript": "<p>Welcome.</p>"}}


def file_block(document: Any) -> dict[str, Any]:
    return {"type": "file", "id": "f-1", "value": {"title": "Deck", "document": document.pk, "description": ""}}


def a_lesson(*blocks: dict[str, Any], **fields: Any) -> LessonPage:
    """A live lesson of a live pathway of its own."""
    module = ModulePage.objects.child_of(scenes.a_pathway(lessons=0)).get()
    return scenes.a_lesson(module, 0, body=list(blocks), **fields)


def draft(lesson: LessonPage, *blocks: dict[str, Any]) -> Any:
    """Save these blocks as a draft of a lesson."""
    lesson.body = json.dumps(list(blocks))
    return lesson.save_revision()
