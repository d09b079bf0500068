"""Looks into a file without unpacking it: its beginning, the list of what is packed in it, its text if it is short."""

import lzma
import struct
import zipfile
import zlib
from typing import IO

from PIL import Image as Pillow
from PIL import ImageOps

from cms.uploads.rules import Looked

_HEAD = 4096
_LONGEST_TEXT = 2 * 1024 * 1024
_PACKED = b"PK\x03\x04"
# What comes of reading a packed file that is broken, by chance or by design.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

# The same of reading a picture, which Pillow tells in many ways.
BROKEN_PICTURE = (
    Pillow.DecompressionBombError,
    SyntaxError,
    struct.error,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)


def look(file: IO[bytes], size: int) -> Looked:
    """What can be seen of a file; it is left at its beginning."""
    file.seek(0)
    head = file.read(_HEAD)
    packed, packed_type = _packed(file) if head.startswith(_PACKED) else (frozenset(), b"")
    text = _text(file) if size <= _LONGEST_TEXT else None
    file.seek(0)
    return Looked(size, head, packed, packed_type, text)


def _packed(file: IO[bytes]) -> tuple[frozenset[str], bytes]:
    """The names in a packed file, and what an OpenDocument says of itself; of anything broken, nothing."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = frozenset(archive.namelist())
            if "mimetype" not in names:
                return names, b""
            with archive.open("mimetype") as told:
                return names, told.read(200).strip()
    except _BROKEN:
        return frozenset(), b""


def _text(file: IO[bytes]) -> str | None:
    file.seek(0)
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def can_be_drawn(file: IO[bytes]) -> bool:
    """Whether a picture is whole, and what its camera noted beside it can be read; it is left at its beginning."""
    file.seek(0)
    try:
        with Pillow.open(file) as picture:
            ImageOps.exif_transpose(picture).load()
    except BROKEN_PICTURE:
        return False
    finally:
        file.seek(0)
    return True
