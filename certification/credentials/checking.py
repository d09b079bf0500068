"""What can be told of a stranger's bytes by themselves: ours or not, altered or not, in its time or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from certification.credentials.documents import Document
from certification.credentials.keys import JwtPublicKey, PublicKey


class Holds(StrEnum):
    SOUND = "sound"  # signed by us, unchanged, within its dates
    NOT_YET = "not_yet"  # the same, before its first day
    EXPIRED = "expired"  # the same, after its last day
    ALTERED = "altered"  # says it is ours, and isn't as we signed it
    UNTRUSTED_KEY = "untrusted_key"  # says it is ours, signed by a key that isn't ours or is no longer trusted
    NOT_OURS = "not_ours"  # another issuer's
    UNSOUND = "unsound"  # nothing that we could have issued: refused before any signature was checked


@dataclass(frozen=True, slots=True)
class Finding:
    """``document`` is what was read, ``None`` where it can't be; only a finding of SOUND, NOT_YET or EXPIRED vouches for it."""

    holds: Holds
    document: Document | None = None

    @property
    def signed_by_us(self) -> bool:
        return self.holds in {Holds.SOUND, Holds.NOT_YET, Holds.EXPIRED}


def check(
    data: bytes,
    *,
    issuer_did: str,
    keys: Sequence[PublicKey | JwtPublicKey],
    at: datetime,
    stored: bytes | None = None,
) -> Finding:
    """Look at a credential, JSON or JWT; ``keys`` are those in ``assertionMethod``.

    ``stored`` are the bytes that we keep under the same id, where we do: a signature doesn't cover how JSON is
    spelled, so what differs from them in any member is altered too.
    """
    raise NotImplementedError
