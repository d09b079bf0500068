"""What a mail is made of while it waits to be written: values, as they were when it was caused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from lms.mail.calendars import Entry

_AT = "$at"
_PARTS = tuple(part.name for part in fields(Entry))


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a mail speaks to, and how they read it."""

    display_name: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody without an account whom a mail goes to, at an address that they gave."""

    email: str
    display_name: str
    language: str
    time_zone: str


class Encoder(json.JSONEncoder):
    """Values and nothing else: a row that is named here could say something else by the time that it's read.

    Raises ``TypeError`` for whatever isn't text, a number, a moment, or a list or mapping of these.
    """

    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            return {_AT: o.isoformat()}
        # Words that are looked up when they are read are read now, in the language that is active.
        return str(o) if isinstance(o, Promise) else super().default(o)


class Decoder(json.JSONDecoder):
    """Reads what ``Encoder`` wrote."""

    def __init__(self, **options: Any) -> None:
        super().__init__(object_hook=_moment, **options)


def _moment(document: dict[str, Any]) -> Any:
    return datetime.fromisoformat(document[_AT]) if document.keys() == {_AT} else document


def facts(reader: Any, context: Mapping[str, object], entry: Entry | None) -> dict[str, Any]:
    """As they are kept in the outbox; the language stands beside them."""
    told = {"name": reader.display_name, "zone": reader.time_zone}
    kept = {part: getattr(entry, part) for part in _PARTS} if entry else None
    return {"reader": told, "context": dict(context), "entry": kept}
