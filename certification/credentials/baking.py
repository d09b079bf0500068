"""Credentials inside of pictures."""

import zlib
from typing import Final
from xml.parsers.expat import ExpatError

import png as pypng
from openbadgeslib import baking
from openbadgeslib.errors import LibOpenBadgesException

_MOST_SVG: Final = 1024 * 1024
_WORD: Final = baking.ITXT_KEYWORD_OB3


class NotBaked(ValueError):
    """A picture without a credential, with more than one, or none that we can read."""


def bake_png(png: bytes, credential: bytes) -> bytes:
    """The picture with the credential, JSON or JWT, inside; it must not hold one already."""
    if _credentials_in(png):
        raise NotBaked("there is a credential in it already")
    return baking.bake_png(png, credential.decode(), keyword=_WORD)


def unbake_png(png: bytes) -> bytes:
    """The one credential inside: of two, readers would take one each."""
    if _credentials_in(png) != 1:
        raise NotBaked("none inside, or more than one")
    try:
        text = baking.extract_png(png, keyword=_WORD)
    except (LibOpenBadgesException, zlib.error, UnicodeDecodeError) as error:
        raise NotBaked(str(error)) from error
    if not text:
        raise NotBaked("nothing inside that can be read")
    return text.encode()


def unbake_svg(svg: bytes) -> bytes:
    """The credential that a drawing carries; whoever reads a stranger's does so in a process with limits."""
    if len(svg) > _MOST_SVG:
        raise NotBaked(f"more than {_MOST_SVG} bytes")
    try:
        text = baking.extract_svg(svg, element=baking.SVG_ELEMENT_OB3, text_fallback=True)
    except (ExpatError, ValueError, RecursionError) as error:
        raise NotBaked(f"no drawing that can be read: {error}") from error
    if not text:
        raise NotBaked("none inside")
    return text.encode()


def _credentials_in(png: bytes) -> int:
    try:
        return sum(
            bytes(kind) == b"iTXt" and bytes(data).startswith(_WORD + b"\0")
            for kind, data in pypng.Reader(bytes=png).chunks()
        )
    except (pypng.Error, EOFError, zlib.error) as error:
        raise NotBaked(f"no PNG: {error}") from error
