"""What can be told of a stranger's bytes by themselves: ours or not, altered or not, in its time or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from certification.credentials import jwt, proof, shape
from certification.credentials.documents import Document, Unsound, read
from certification.credentials.keys import JwtPublicKey, PublicKey


class Holds(StrEnum):
    SOUND = "sound"  # signed by us, unchanged, within its dates
    NOT_YET = "not_yet"  # the same, before its first day
    EXPIRED = "expired"  # the same, after its last day
    ALTERED = "altered"  # says it is ours, and isn't as we signed it
    UNTRUSTED_KEY = "untrusted_key"  # says it is ours, signed by a key that isn't ours or is no longer trusted
    NOT_OURS = "not_ours"  # another issuer's
    UNSOUND = "unsound"  # nothing that can be read within limits


@dataclass(frozen=True, slots=True)
class Finding:
    """``document`` is what was read, ``None`` where nothing can be; only with ``signed_by_us`` it may be believed."""

    holds: Holds
    document: Document | None = None

    @property
    def signed_by_us(self) -> bool:
        return self.holds in {Holds.SOUND, Holds.NOT_YET, Holds.EXPIRED}


def claimed_id(data: bytes) -> str | None:
    """Which credential a file says that it is, for looking up the one that we keep; nothing of it is checked."""
    try:
        found = _claimed(data.strip()).get("id")
    except Unsound:
        return None
    return found if isinstance(found, str) else None


def check(
    data: bytes,
    *,
    issuer_did: str,
    keys: Sequence[PublicKey | JwtPublicKey],
    at: datetime,
    stored: bytes | None = None,
) -> Finding:
    """Look at a credential, JSON or JWT; ``keys`` are those in ``assertionMethod``.

    ``stored`` is the JSON that we keep under the same id, where we do. A signature covers neither the order of what
    RDF has as sets nor how JSON is spelled, so what differs from it in any member is altered too. A compromised key
    may stand among the keys only together with a ``stored`` that its thief can't have written.
    """
    data = data.strip()
    try:
        document = _claimed(data)
    except Unsound:
        return Finding(Holds.UNSOUND)
    if _issuer_of(document) != issuer_did:
        return Finding(Holds.NOT_OURS, document)
    try:
        document = _verified_jwt(data, issuer_did, keys) if _is_jwt(data) else _verified(document, issuer_did, keys)
    except proof.UnknownKey:
        return Finding(Holds.UNTRUSTED_KEY, document)
    except (proof.Altered, Unsound):
        return Finding(Holds.ALTERED, document)
    if stored is not None and not _same(document, read(stored)):
        return Finding(Holds.ALTERED, document)
    return Finding(_in_time(document, at), document)


def _is_jwt(data: bytes) -> bool:
    return not data.startswith(b"{")


def _claimed(data: bytes) -> Document:
    return jwt.claimed(data) if _is_jwt(data) else read(data)


def _issuer_of(document: Document) -> object:
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


def _verified(document: Document, did: str, keys: Sequence[PublicKey | JwtPublicKey]) -> Document:
    shape.check_credential(_bare(document))
    proof.verify(document, did=did, keys=[key for key in keys if isinstance(key, PublicKey)])
    return document


def _verified_jwt(token: bytes, did: str, keys: Sequence[PublicKey | JwtPublicKey]) -> Document:
    return jwt.verified(token, did=did, keys=[key for key in keys if isinstance(key, JwtPublicKey)])


def _same(document: Document, stored: Document) -> bool:
    """A JWT carries no proof of its own inside, and is compared without."""
    return document == (stored if "proof" in document else _bare(stored))


def _bare(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "proof"}


def _in_time(document: Document, at: datetime) -> Holds:
    if at < datetime.fromisoformat(document["validFrom"]):
        return Holds.NOT_YET
    until = document.get("validUntil")
    return Holds.EXPIRED if until and at > datetime.fromisoformat(until) else Holds.SOUND
