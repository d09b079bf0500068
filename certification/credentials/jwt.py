"""The JWT form: the same credential as one line, signed with ES256."""

import base64
import binascii
from collections.abc import Iterable
from datetime import datetime
from typing import Final

import jwt
from jwt.api_jws import PyJWS

from certification.credentials import shape
from certification.credentials.did import key_address
from certification.credentials.documents import MOST_BYTES, Document, Unsound, read
from certification.credentials.keys import JwtKey, JwtPublicKey
from certification.credentials.proof import Altered, UnknownKey

_HEADER: Final = {"alg": "ES256", "typ": "JWT"}


def to_jwt(document: Document, key: JwtKey, *, kid: str) -> str:
    """The credential as JWT; its subject needs an id. A proof inside stays out: the line itself is signed.

    ``kid`` comes from ``did.key_address``.
    """
    bare = {name: value for name, value in document.items() if name != "proof"}
    shape.check_credential(bare)
    return jwt.encode(bare | _claims(bare), key.private, algorithm="ES256", headers={"kid": kid})


def claimed(token: bytes) -> Document:
    """What a JWT holds, whoever signed it; ``Unsound`` if it can't be read within limits."""
    parts = token.split(b".")
    if len(parts) != 3 or len(token) > 2 * MOST_BYTES:
        raise Unsound("no JWT")
    return read(_bytes_of(parts[1]))


def verified(token: bytes, *, did: str, keys: Iterable[JwtPublicKey]) -> Document:
    """The credential, if the signature holds by one of these keys; else ``Altered``, ``UnknownKey`` or ``Unsound``."""
    document = claimed(token)
    header, _payload, signature = token.split(b".")
    named = read(_bytes_of(header))
    kid = named.pop("kid", None)
    if named != _HEADER or not isinstance(kid, str):
        # No other algorithm, no key that the token brings along, no address to fetch one from.
        raise Unsound("a header that isn't ours")
    by_address = {key_address(did, key): key for key in keys}
    if kid not in by_address:
        raise UnknownKey(kid)
    _bytes_of(signature)
    try:
        PyJWS().decode(token, by_address[kid].loaded(), algorithms=["ES256"])
    except jwt.InvalidTokenError as error:
        raise Altered(str(error)) from error
    return _without_claims(document)


def _without_claims(document: Document) -> Document:
    bare = {name: value for name, value in document.items() if name not in {"iss", "sub", "jti", "nbf", "exp"}}
    shape.check_credential(bare)
    if bare | _claims(bare) != document:
        raise Unsound("claims that say other than the credential")
    return bare


def _claims(bare: Document) -> Document:
    """What JWTs call the same things."""
    subject = bare["credentialSubject"].get("id")
    if not subject:
        raise Unsound("the JWT form needs a subject with an id")
    claims = {"iss": bare["issuer"]["id"], "sub": subject, "jti": bare["id"], "nbf": _seconds(bare["validFrom"])}
    return claims | ({"exp": _seconds(bare["validUntil"])} if "validUntil" in bare else {})


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def _bytes_of(part: bytes) -> bytes:
    """One part; ``Unsound`` if the same bytes are spelled another way, for the last letter has room for that."""
    try:
        data = base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise Unsound("no JWT") from error
    if base64.urlsafe_b64encode(data).rstrip(b"=") != part:
        raise Unsound("no JWT as we write it")
    return data
