"""The keys that credentials are signed with: Ed25519 for the embedded proof, P-256 for the JWT form."""

import json
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from jwt.algorithms import ECAlgorithm
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import multikey_from_pem, resolve_did

from certification.credentials.documents import Document


class NotAKey(ValueError):
    """Bytes or text that hold no key of the kind asked for."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 key as its DID document names it."""

    multibase: str

    @classmethod
    def from_multibase(cls, text: str) -> Self:
        if not isinstance(load_pem_public_key(_pem_of(text)), Ed25519PublicKey):
            raise NotAKey("not an Ed25519 key")
        return cls(text)

    @property
    def fragment(self) -> str:
        """What follows the DID and a ``#`` in the key's address."""
        return self.multibase

    def to_pem(self) -> bytes:
        return _pem_of(self.multibase)

    def signed(self, data: bytes, signature: bytes) -> bool:
        """Whether this key made a signature over these bytes."""
        key = load_pem_public_key(self.to_pem())
        assert isinstance(key, Ed25519PublicKey)
        try:
            key.verify(signature, data)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class JwtPublicKey:
    """A P-256 key as its DID document names it; kept as multibase too, so that a history of keys is a list of text."""

    multibase: str

    @classmethod
    def from_multibase(cls, text: str) -> Self:
        if not isinstance(load_pem_public_key(_pem_of(text)), EllipticCurvePublicKey):
            raise NotAKey("not a P-256 key")
        return cls(text)

    @property
    def fragment(self) -> str:
        """What follows the DID and a ``#`` in the key's address."""
        return self.multibase

    def to_pem(self) -> bytes:
        return _pem_of(self.multibase)

    @property
    def jwk(self) -> Document:
        jwk: Document = json.loads(ECAlgorithm.to_jwk(self.loaded()))
        return jwk

    def loaded(self) -> EllipticCurvePublicKey:
        key = load_pem_public_key(self.to_pem())
        assert isinstance(key, EllipticCurvePublicKey)
        return key


class SigningKey:
    """An Ed25519 private key; it shows itself in no log."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = PublicKey(_multibase(key.public_key()))

    @classmethod
    def generate(cls) -> Self:
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes) -> Self:
        key = _private(pem)
        if not isinstance(key, Ed25519PrivateKey):
            raise NotAKey("not an Ed25519 key")
        return cls(key)

    def to_pem(self) -> bytes:
        """PKCS #8, not encrypted: whoever keeps it guards it."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, data: bytes) -> bytes:
        return self._key.sign(data)


class JwtKey:
    """A P-256 private key for ES256."""

    def __init__(self, key: EllipticCurvePrivateKey) -> None:
        self.private = key
        self.public = JwtPublicKey(_multibase(key.public_key()))

    @classmethod
    def generate(cls) -> Self:
        return cls(generate_private_key(SECP256R1()))

    @classmethod
    def from_pem(cls, pem: bytes) -> Self:
        key = _private(pem)
        if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
            raise NotAKey("not a P-256 key")
        return cls(key)

    def to_pem(self) -> bytes:
        """PKCS #8, not encrypted: whoever keeps it guards it."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def public_jwk(self) -> Document:
        return self.public.jwk


def public_key(multibase: str) -> PublicKey | JwtPublicKey:
    """A key of either kind from the text that a history keeps."""
    if isinstance(load_pem_public_key(_pem_of(multibase)), Ed25519PublicKey):
        return PublicKey(multibase)
    return JwtPublicKey(multibase)


def _private(pem: bytes) -> object:
    try:
        return load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise NotAKey("no private key, or one behind a password") from error


def _multibase(key: Ed25519PublicKey | EllipticCurvePublicKey) -> str:
    return multikey_from_pem(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def _pem_of(multibase: str) -> bytes:
    """A ``did:key`` is the multibase text itself: reading one asks nobody."""
    try:
        pem = resolve_did(f"did:key:{multibase}")
    except LibOpenBadgesException as error:
        raise NotAKey(f"no key: {multibase[:60]!r}") from error
    if multikey_from_pem(pem) != multibase:
        raise NotAKey("a key spelled in a way of its own")
    return pem
