"""Who we are to verifiers: a ``did:web`` and the document behind it, with all keys that ever signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from certification.credentials.documents import Document
from certification.credentials.keys import JwtPublicKey, PublicKey


@dataclass(frozen=True, slots=True)
class HistoricKey:
    """A key that signs or once signed. A retired one still vouches for what it signed; a compromised one no more."""

    public: PublicKey | JwtPublicKey
    retired: bool = False
    compromised: bool = False


def did_web(site_url: str) -> str:
    """The DID of the site at an address; ``ValueError`` for more than a host and a port: nothing else is looked up."""
    parts = urlsplit(site_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or ":" in parts.hostname:
        raise ValueError(f"no site to name: {site_url!r}")
    if parts.username or parts.password or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(f"a DID names a host and a port only: {site_url!r}")
    port = f":{parts.port}" if parts.port else ""
    return "did:web:" + quote(parts.hostname + port, safe="")


def key_address(did: str, key: PublicKey | JwtPublicKey) -> str:
    """What proofs and the header of a JWT name a key by."""
    return f"{did}#{key.fragment}"


def trusted(keys: Sequence[HistoricKey]) -> list[PublicKey | JwtPublicKey]:
    """Those in ``assertionMethod``: all but the compromised, for whoever has stolen one writes what date they like."""
    return [key.public for key in keys if not key.compromised]


def did_document(did: str, keys: Sequence[HistoricKey]) -> Document:
    """What ``/.well-known/did.json`` answers, in the order of the keys."""
    contexts = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
    if any(isinstance(key.public, JwtPublicKey) for key in keys):
        contexts.append("https://w3id.org/security/jwk/v1")
    return {
        "@context": contexts,
        "id": did,
        "verificationMethod": [_method(did, key.public) for key in keys],
        "assertionMethod": [key_address(did, public) for public in trusted(keys)],
    }


def _method(did: str, key: PublicKey | JwtPublicKey) -> Document:
    method: Document = {"id": key_address(did, key), "type": "Multikey", "controller": did}
    if isinstance(key, PublicKey):
        return method | {"publicKeyMultibase": key.multibase}
    return method | {"type": "JsonWebKey", "publicKeyJwk": key.jwk}
