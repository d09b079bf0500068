"""All that it takes to print a certificate, as plain data: it can be handed to another process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """``files`` are SVG and PNG by the addresses that page and style call them by."""

    page: str
    style: str
    files: Mapping[str, bytes]
    name: Name
    attachment: Attachment | None = None
