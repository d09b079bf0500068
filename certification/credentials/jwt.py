"""The JWT form: the same credential as one line, signed with ES256."""

from collections.abc import Iterable

from certification.credentials.documents import Document
from certification.credentials.keys import JwtKey, JwtPublicKey


def to_jwt(document: Document, key: JwtKey, *, kid: str) -> str:
    """The credential as JWT; it needs a subject with an id, and carries no proof inside. ``kid``: ``did.key_address``."""
    raise NotImplementedError


def read(token: bytes, *, did: str, keys: Iterable[JwtPublicKey]) -> Document:
    """The credential inside, if the signature holds by one of these keys; else ``Altered``, ``UnknownKey``, ``Unsound``."""
    raise NotImplementedError
