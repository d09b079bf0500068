"""Who we are to verifiers: a ``did:web`` and the document behind it, with all keys that ever signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from certification.credentials.documents import Document
from certification.credentials.keys import JwtPublicKey, PublicKey


@dataclass(frozen=True, slots=True)
class HistoricKey:
    """A key that signs or once signed. A retired one still vouches for what it signed; a compromised one no more."""

    public: PublicKey | JwtPublicKey
    retired: bool = False
    compromised: bool = False


def did_web(site_url: str) -> str:
    """The DID of the site at an address: its host and port, no path."""
    raise NotImplementedError


def key_address(did: str, key: PublicKey | JwtPublicKey) -> str:
    """What proofs and the header of a JWT name a key by."""
    return f"{did}#{key.fragment}"


def did_document(did: str, keys: Sequence[HistoricKey]) -> Document:
    """What ``/.well-known/did.json`` answers."""
    raise NotImplementedError


def trusted(keys: Sequence[HistoricKey]) -> list[PublicKey | JwtPublicKey]:
    """Those in ``assertionMethod``: all but the compromised."""
    return [key.public for key in keys if not key.compromised]
