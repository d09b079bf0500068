"""JSON documents as they are kept and sent: how they are written, and how strangers' bytes are read within limits."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]


class Unsound(ValueError):
    """Not a document that we would sign or read: a term that no context knows, a limit passed, another shape."""


def written(document: Document) -> bytes:
    """The bytes that are kept, sent and never changed: UTF-8, members in their order, no white space between."""
    raise NotImplementedError


def read(data: bytes) -> Document:
    """A stranger's bytes as a document; ``Unsound`` past a size or depth, for a member named twice or odd numbers."""
    raise NotImplementedError


def instant(at: datetime) -> str:
    """A time as credentials write it: UTC, whole seconds, a Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
