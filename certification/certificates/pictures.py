"""The logos and drawn signatures on certificates: what may be one, and where their bytes are kept.

They stand in the private storage of certificates under their SHA-256. Nothing is ever replaced or taken away there:
what a certificate was printed with can be printed again.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

LARGEST = 1024 * 1024
_MOST_POINTS = 4_000_000
_MOST_SHAPES = 1000
_LONGEST_SHAPE = 50_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = ("path", "circle", "ellipse", "rect", "line", "polyline", "polygon")
_ALLOWED = {_SVG + name for name in ("svg", "g", "title", "desc", "metadata", *_SHAPES)}
# Colours of other places, addresses, and what is run.
_REACHES_OUT = re.compile(r"url\(|javascript:|@import|expression\(", re.IGNORECASE)


class Flaw(StrEnum):
    """Why a file can't stand on certificates."""

    TOO_LARGE = "too_large"
    NEITHER_KIND = "neither_kind"
    UNREADABLE = "unreadable"
    TOO_MANY_POINTS = "too_many_points"
    NOT_FLAT = "not_flat"
    TOO_MANY_SHAPES = "too_many_shapes"


class NotAPicture(Exception):
    """A file that can't stand on certificates; ``what`` names the part of it that is wrong."""

    def __init__(self, flaw: Flaw, what: str = "") -> None:
        super().__init__(flaw)
        self.flaw, self.what = flaw, what


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture that was looked into: its bytes without anything that isn't seen."""

    content: bytes
    content_type: str

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def look(content: bytes) -> Looked:
    """What an uploaded file is, by what is in it. Raises ``NotAPicture``."""
    if len(content) > LARGEST:
        raise NotAPicture(Flaw.TOO_LARGE)
    if content.startswith(_PNG):
        return Looked(_points_of(content), "image/png")
    if b"<svg" in content[:4096]:
        _require_flat(content)
        return Looked(content, "image/svg+xml")
    raise NotAPicture(Flaw.NEITHER_KIND)


def _points_of(content: bytes) -> bytes:
    """Encoded anew: neither what a camera wrote into the file nor further frames stay."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.width * picture.height > _MOST_POINTS:
                raise NotAPicture(Flaw.TOO_MANY_POINTS)
            # Loading alone would do with half of one: WeasyPrint tells Pillow so for the whole process.
            picture.verify()
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            points = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError) as trouble:
        raise NotAPicture(Flaw.UNREADABLE) from trouble
    out = io.BytesIO()
    points.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _require_flat(content: bytes) -> None:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as trouble:
        raise NotAPicture(Flaw.UNREADABLE) from trouble
    shapes = 0
    for element in root.iter():
        shapes += element.tag.removeprefix(_SVG) in _SHAPES
        if (what := _not_flat(element)) is not None:
            raise NotAPicture(Flaw.NOT_FLAT, what)
        if shapes > _MOST_SHAPES or max(map(len, element.attrib.values()), default=0) > _LONGEST_SHAPE:
            raise NotAPicture(Flaw.TOO_MANY_SHAPES)


def _not_flat(element: Element) -> str | None:
    """The name of an element, or of an attribute of it, that is more than a shape in a plain colour."""
    if element.tag not in _ALLOWED:
        return element.tag.rpartition("}")[2]
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2]
        if plain == "href" or plain.startswith("on") or _REACHES_OUT.search(value):
            return plain
    return None


def keep(picture: Looked) -> None:
    """Its place follows from what it is: writing it twice is harmless."""
    storage = storages["certificates"]
    if not storage.exists(path_of(picture.digest)):
        storage.save(path_of(picture.digest), ContentFile(picture.content))


def load(digests: Iterable[str]) -> dict[str, bytes]:
    """The bytes of pictures, by their SHA-256. No query."""
    storage = storages["certificates"]
    found = {}
    for digest in set(digests):
        with storage.open(path_of(digest)) as file:
            found[digest] = file.read()
    return found


def path_of(digest: str) -> str:
    return f"pictures/{digest}"
