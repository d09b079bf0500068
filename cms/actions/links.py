"""Mailed links of people without an account: each names one row and one purpose, and is signed."""

from datetime import timedelta
from typing import TypeVar

from django.core import signing
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def token_of(row: Model, purpose: str) -> str:
    """What a link carries that may do one thing to one row."""
    return signing.dumps(row.pk, salt=_salt(type(row), purpose))


def row_of(model: type[Row], token: str, purpose: str, *, lives: timedelta | None = None) -> Row | None:
    """The row that a link speaks of; ``None`` for a token that isn't ours, is for something else, or is too old."""
    try:
        pk = signing.loads(token, salt=_salt(model, purpose), max_age=lives)
    except signing.BadSignature:
        return None
    row: Row | None = model._default_manager.filter(pk=pk).first()
    return row


def _salt(model: type[Model], purpose: str) -> str:
    return f"{model._meta.label}.{purpose}"
