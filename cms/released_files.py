"""Keeps the files that a release shows, so that its lessons stay readable whatever becomes of images and documents."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.compiler.documents import Compiled
from courses.lessons import files

IMAGE_TYPE = "image/webp"


class FileChanged(Exception):
    """A file was replaced after it was shown what a release would do."""


@dataclass(frozen=True, slots=True)
class _Shown:
    kind: str
    sha256: str
    content_type: str
    forms: tuple[str, ...]


def keep_all(compiled: Compiled, *, at: datetime) -> None:
    """Keep what isn't kept yet of what these lessons show. One query where it all is.

    Raises ``FileChanged``, and ``FileNotFoundError`` where the storage has lost one.
    """
    shown = {(each.kind, each.sha256): each for body in compiled.lessons.values() for each in _shown(body)}
    known = files.kept([(each.sha256, form) for each in shown.values() for form in each.forms]) if shown else set()
    for each in shown.values():
        missing = [form for form in each.forms if (each.sha256, form) not in known]
        if missing:
            _keep(each, missing, compiled.files.ids[f"{each.kind}/{each.sha256}"], at=at)


def _shown(body: Mapping[str, Any]) -> Iterator[_Shown]:
    for block in body["blocks"]:
        for name in ("file", "captions"):
            row = block.get(name)
            if row:
                kind = "image" if block["kind"] == "image" else "document"
                yield _Shown(kind, row["sha256"], row.get("type", IMAGE_TYPE), tuple(files.forms_of(row)))


def _keep(shown: _Shown, forms: list[str], pk: int, *, at: datetime) -> None:
    model = get_image_model() if shown.kind == "image" else get_document_model()
    row = model.objects.get(pk=pk)
    with row.file.storage.open(row.file.name, "rb") as original:
        if hashlib.file_digest(original, "sha256").hexdigest() != shown.sha256:
            raise FileChanged(row.title)
        for form in forms:
            original.seek(0)
            content = File(original) if form == files.WHOLE else reencoded(original, int(form))
            files.keep(shown.sha256, form, content, content_type=shown.content_type, at=at)


def reencoded(original: IO[bytes], width: int) -> ContentFile[bytes]:
    """An image drawn anew in a width: what its file held beside the picture, such as a place, stays behind."""
    drawn = BytesIO()
    with Pillow.open(original) as opened:
        upright = ImageOps.exif_transpose(opened)
    height = max(1, round(upright.height * width / upright.width))
    plain = _in_screen_colours(upright).resize((width, height), Pillow.Resampling.LANCZOS)
    plain.save(drawn, "WEBP", quality=82, exif=b"", xmp=b"", icc_profile=b"")
    return ContentFile(drawn.getvalue())


def _in_screen_colours(picture: Pillow.Image) -> Pillow.Image:
    """In the colours that every screen shows, so that no profile has to travel along."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            known = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(
                picture, own, known, outputMode=mode if picture.mode != "CMYK" else "RGB"
            )
            picture = changed or picture
    return picture.convert(mode)
