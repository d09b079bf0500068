"""The keys that credentials are signed with: Ed25519 for the embedded proof, P-256 for the JWT form."""

from dataclasses import dataclass
from typing import Self

from certification.credentials.documents import Document


class NotAKey(ValueError):
    """Bytes or text that hold no key of the kind asked for."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 key as its DID document names it."""

    multibase: str

    @classmethod
    def from_multibase(cls, text: str) -> Self:
        raise NotImplementedError

    @property
    def fragment(self) -> str:
        """What follows the DID and a ``#`` in the key's address."""
        return self.multibase

    def to_pem(self) -> bytes:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class JwtPublicKey:
    """A P-256 key as its DID document names it; kept as multibase too, so that a history of keys is a list of text."""

    multibase: str

    @classmethod
    def from_multibase(cls, text: str) -> Self:
        raise NotImplementedError

    @property
    def fragment(self) -> str:
        return self.multibase

    @property
    def jwk(self) -> Document:
        raise NotImplementedError


class SigningKey:
    """An Ed25519 private key; it shows itself in no log."""

    @classmethod
    def generate(cls) -> Self:
        raise NotImplementedError

    @classmethod
    def from_pem(cls, pem: bytes) -> Self:
        raise NotImplementedError

    def to_pem(self) -> bytes:
        """PKCS #8, not encrypted: whoever keeps it guards it."""
        raise NotImplementedError

    @property
    def public(self) -> PublicKey:
        raise NotImplementedError

    def sign(self, data: bytes) -> bytes:
        raise NotImplementedError


class JwtKey:
    """A P-256 private key for ES256."""

    @classmethod
    def generate(cls) -> Self:
        raise NotImplementedError

    @classmethod
    def from_pem(cls, pem: bytes) -> Self:
        raise NotImplementedError

    def to_pem(self) -> bytes:
        raise NotImplementedError

    @property
    def public(self) -> JwtPublicKey:
        raise NotImplementedError

    @property
    def public_jwk(self) -> Document:
        return self.public.jwk
