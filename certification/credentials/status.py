"""The Bitstring Status List: which credentials are revoked, without naming any."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from certification.credentials.documents import Document

SIZE: Final = 131_072
"""Entries of a list, the least that verifiers take: whoever asks for one hides among these."""


def entry(list_url: str, index: int) -> Document:
    """What a credential says of its place in a list."""
    raise NotImplementedError


def status_list(
    url: str, issuer: str, set_bits: Iterable[int], *, valid_from: datetime, valid_until: datetime, size: int = SIZE
) -> Document:
    """The list without its proof; ``issuer`` is the DID. Sign it by ``proof.sign``."""
    raise NotImplementedError


def read_bit(document: Document, index: int) -> bool:
    """Whether the list says that the credential at an index is revoked; ``Unsound`` if it can't be read."""
    raise NotImplementedError
