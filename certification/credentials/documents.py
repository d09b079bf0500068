"""JSON documents as they are kept and sent: how they are written, and how strangers' bytes are read within limits."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final, NoReturn, TypeAlias

Document: TypeAlias = dict[str, Any]

MOST_BYTES: Final = 128 * 1024
MOST_LEVELS: Final = 12
MOST_VALUES: Final = 4_000


class Unsound(ValueError):
    """Not a document that we would sign or read: a term that no context knows, a limit passed, another shape."""


def written(document: Document) -> bytes:
    """The bytes that are kept, sent and never changed: UTF-8, members in their order, no white space between."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def read(data: bytes) -> Document:
    """A stranger's bytes as a document; ``Unsound`` past a size or depth, for a member named twice or odd numbers."""
    if len(data) > MOST_BYTES:
        raise Unsound(f"more than {MOST_BYTES} bytes")
    try:
        document = json.loads(
            data.decode(), object_pairs_hook=_members, parse_float=_not_ours, parse_constant=_not_ours
        )
    except RecursionError as deep:
        raise Unsound("nested too deeply") from deep
    except ValueError as error:
        raise Unsound(f"not JSON: {error}") from error
    if not isinstance(document, dict):
        raise Unsound("not an object")
    _count(document)
    return document


def instant(at: datetime) -> str:
    """A time as credentials write it: UTC, whole seconds, a Z."""
    if at.tzinfo is None:
        raise Unsound("a time without its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _members(pairs: list[tuple[str, Any]]) -> Document:
    """An object; whoever names a member twice shows one value to one reader and another to the next."""
    document = dict(pairs)
    if len(document) != len(pairs):
        raise Unsound("a member named twice")
    return document


def _not_ours(text: str) -> NoReturn:
    raise Unsound(f"a number that no credential of ours holds: {text[:20]}")


def _count(document: Document) -> None:
    for values, (level, text) in enumerate(_walk(document), start=1):
        if level > MOST_LEVELS:
            raise Unsound("nested too deeply")
        if values > MOST_VALUES:
            raise Unsound(f"more than {MOST_VALUES} values")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Unsound("text that is no Unicode") from error


def _walk(document: Document) -> Iterator[tuple[int, str]]:
    """Each value with how deep it stands, as its own text where it is one; no recursion."""
    waiting: list[tuple[int, Any]] = [(1, document)]
    while waiting:
        level, value = waiting.pop()
        yield level, value if isinstance(value, str) else ""
        if isinstance(value, dict):
            waiting.extend((level, name) for name in value)
        if isinstance(value, dict | list):
            waiting.extend((level + 1, each) for each in (value.values() if isinstance(value, dict) else value))
