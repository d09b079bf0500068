"""The embedded proof ``eddsa-rdfc-2022``: made, and checked."""

from collections.abc import Iterable
from datetime import datetime

from certification.credentials.documents import Document
from certification.credentials.keys import PublicKey, SigningKey


class Altered(ValueError):
    """The signature doesn't hold over these words."""


class UnknownKey(ValueError):
    """Signed, if at all, by a key that isn't among those asked for."""


def sign(document: Document, key: SigningKey, *, did: str, created: datetime) -> Document:
    """The document with its proof; ``Unsound`` if a member of it would be left unsigned."""
    raise NotImplementedError


def verify(document: Document, *, did: str, keys: Iterable[PublicKey]) -> None:
    """Return if the proof holds, by one of these keys of that DID; else ``Altered``, ``UnknownKey`` or ``Unsound``."""
    raise NotImplementedError
