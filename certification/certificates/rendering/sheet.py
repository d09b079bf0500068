"""All that it takes to print a certificate, as plain data: it can be handed to another process."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

# Two that stand for no letter in any text (noncharacters of Unicode), around the name of a place.
_PLACE = re.compile("\ufdd0([a-z_]+)\ufdd1")


def place(name: str) -> str:
    """What stands in a page where words will stand."""
    return f"\ufdd0{name}\ufdd1"


def holds_place(text: str | None) -> bool:
    return _PLACE.search(text or "") is not None


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with words in its places."""
    return _PLACE.sub(lambda found: words.get(found[1], found[0]), text)


@dataclass(frozen=True, slots=True)
class Name:
    """The holder's name as printed, and its language where known."""

    text: str
    language: str
    # "ltr" or "rtl"
    direction: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside of the file. ``at`` is in UTC."""

    name: str
    description: str
    content: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of ``side`` modules: where each run of dark ones begins, from the left and the top, and its length."""

    side: int
    runs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """``page`` is HTML with places for ``words``: those in which two certificates of one design and shape differ.

    ``files`` are SVG and PNG by the addresses that page and style call them by.
    """

    page: str
    words: Mapping[str, str]
    style: str
    files: Mapping[str, bytes]
    code: Code
    name: Name
    attachment: Attachment | None = None

    @property
    def whole_page(self) -> str:
        return fill(self.page, {name: escape(word) for name, word in self.words.items()})
