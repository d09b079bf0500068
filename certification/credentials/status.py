"""The Bitstring Status List: which credentials are revoked, without naming any."""

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from openbadgeslib.ob3 import OB3VerificationError, decode_encoded_list, status_entry

from certification.credentials.contexts import CREDENTIALS
from certification.credentials.documents import Document, Unsound, instant

SIZE: Final = 131_072
"""Entries of a list, the least that verifiers take: whoever asks for one hides among these."""

_PURPOSE: Final = "revocation"


def entry(list_url: str, index: int) -> Document:
    """What a credential says of its place in a list."""
    return status_entry(list_url, _PURPOSE, index)


def status_list(
    url: str, issuer: str, set_bits: Iterable[int], *, valid_from: datetime, valid_until: datetime, size: int = SIZE
) -> Document:
    """The list without its proof; ``issuer`` is the DID. Sign it by ``proof.sign``."""
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": instant(valid_from),
        "validUntil": instant(valid_until),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": _PURPOSE,
            "encodedList": _encoded(set_bits, size),
        },
    }


def read_bit(document: Document, index: int) -> bool:
    """Whether the list says that the credential at an index is revoked; ``Unsound`` if it can't be read."""
    try:
        bits = decode_encoded_list(document["credentialSubject"]["encodedList"])
    except (OB3VerificationError, ValueError, KeyError, TypeError) as error:
        raise Unsound(f"no list of ours: {error}") from error
    if not 0 <= index < len(bits) * 8:
        raise Unsound(f"the list ends before {index}")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def _encoded(set_bits: Iterable[int], size: int) -> str:
    """The bits, the first of each byte its most significant; the same bits are always the same text."""
    if size < SIZE or size % 8:
        raise ValueError(f"a list has {SIZE} entries at least, in whole bytes: {size}")
    bits = bytearray(size // 8)
    for index in set_bits:
        if not 0 <= index < size:
            raise ValueError(f"no place in a list of {size}: {index}")
        bits[index // 8] |= 0x80 >> index % 8
    # Without a time of its own: the library's helper writes the machine's clock into the file.
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
