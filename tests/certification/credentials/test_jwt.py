"""The same credential as one line, for those who read JWTs."""

import base64
import json
from collections.abc import Mapping
from typing import Any

import jwt as pyjwt
import pytest

from certification.credentials import jwt
from certification.credentials.credential import Subject
from certification.credentials.did import key_address
from certification.credentials.documents import Document, Unsound
from certification.credentials.keys import JwtKey
from certification.credentials.proof import Altered, UnknownKey
from tests.certification.credentials.samples import DID, JWT_KEY, signed

KID = key_address(DID, JWT_KEY.public)


def token(**changes: Any) -> bytes:
    return jwt.to_jwt(signed(**changes), JWT_KEY, kid=KID).encode()


def verified(line: bytes) -> Document:
    return jwt.verified(line, did=DID, keys=[JWT_KEY.public])


def part(number: int) -> Any:
    text = token().split(b".")[number]
    return json.loads(base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4)))


def forged(header: Mapping[str, object], payload: Mapping[str, object], key: JwtKey = JWT_KEY) -> bytes:
    """A line that somebody signs with a library of their own."""
    return pyjwt.encode(dict(payload), key.private, algorithm="ES256", headers=dict(header)).encode()


def encoded(value: object) -> bytes:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")


def test_the_header_says_three_things() -> None:
    assert part(0) == {"alg": "ES256", "typ": "JWT", "kid": KID}


def test_the_claims_repeat_the_credential() -> None:
    payload, bare = part(1), {name: value for name, value in signed().items() if name != "proof"}

    assert payload == bare | {
        "iss": DID,
        "sub": "urn:uuid:0e1ff1b5-6b13-4d3a-a0a3-3a3fbbd7f5a1",
        "jti": "urn:uuid:58172aac-d8ba-41ed-83dd-0b3aef56cc33",
        "nbf": 1780306200,
        "exp": 1843378200,
    }


def test_a_credential_without_an_end_has_no_exp() -> None:
    payload = token(valid_until=None).split(b".")[1]

    assert b'"exp"' not in base64.urlsafe_b64decode(payload + b"==")


def test_it_needs_a_subject_with_an_id() -> None:
    with pytest.raises(Unsound, match="subject"):
        token(subject=Subject(name="Zoë"))


def test_what_was_signed_is_read_back() -> None:
    assert verified(token()) == {name: value for name, value in signed().items() if name != "proof"}


def test_another_library_reads_it_with_the_published_key() -> None:
    key = pyjwt.PyJWK(JWT_KEY.public_jwk, algorithm="ES256")

    assert pyjwt.decode(token(), key, algorithms=["ES256"], options={"verify_nbf": False})["iss"] == DID


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_letter_changed_in_any_part_is_told(number: int) -> None:
    parts = token().split(b".")
    for place in (3, len(parts[number]) // 2, len(parts[number]) - 1):
        text = bytearray(parts[number])
        text[place] = ord("B") if text[place] != ord("B") else ord("C")
        line = b".".join([*parts[:number], bytes(text), *parts[number + 1 :]])

        with pytest.raises((Altered, UnknownKey, Unsound)):
            verified(line)


def test_the_same_signature_spelled_otherwise_is_told() -> None:
    """Its last letter says two bits and has room for six."""
    line, twins = token(), dict(zip(b"AQgw", b"BRhx", strict=True))

    with pytest.raises(Unsound, match="as we write it"):
        verified(line[:-1] + bytes([twins[line[-1]]]))


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "typ": "JWT", "kid": KID},
        {"alg": "HS256", "typ": "JWT", "kid": KID},
        {"alg": "ES256", "typ": "JWT"},
        {"alg": "ES256", "typ": "JWT", "kid": KID, "jku": "https://elsewhere.example.org/keys.json"},
        {"alg": "ES256", "typ": "JWT", "kid": KID, "x5u": "https://elsewhere.example.org/chain.pem"},
        {"alg": "ES256", "typ": "JWT", "kid": KID, "jwk": JWT_KEY.public_jwk},
        {"alg": "ES256", "typ": "JWT", "kid": KID, "crit": ["exp"]},
        {"alg": "ES256", "typ": "JWT", "kid": [KID]},
    ],
    ids=["none", "symmetric", "no kid", "jku", "x5u", "jwk", "crit", "a list"],
)
def test_a_header_that_brings_its_own_rules_is_refused(header: Mapping[str, object]) -> None:
    _header, payload, signature = token().split(b".")

    with pytest.raises(Unsound, match="header"):
        verified(b".".join([encoded(header), payload, signature]))


def test_a_key_that_stands_elsewhere_is_not_ours() -> None:
    mine = JwtKey.generate()
    elsewhere = key_address("did:web:elsewhere.example.org", mine.public)

    with pytest.raises(UnknownKey):
        verified(forged({"kid": elsewhere}, part(1), mine))


def test_a_stranger_who_names_our_key_is_told() -> None:
    with pytest.raises(Altered):
        verified(forged({"kid": KID}, part(1), JwtKey.generate()))


@pytest.mark.parametrize("claim", ["iss", "sub", "jti", "nbf", "exp", "aud"])
def test_claims_that_say_other_than_the_credential_are_refused(claim: str) -> None:
    with pytest.raises(Unsound):
        verified(forged({"kid": KID}, part(1) | {claim: 1 if claim in {"nbf", "exp"} else "urn:x"}))


@pytest.mark.parametrize("line", [b"", b"a.b", b"a.b.c.d", b"....", b"ey.ey.ey", b"a" * 300_000 + b".b.c"])
def test_what_is_no_jwt_is_refused(line: bytes) -> None:
    with pytest.raises(Unsound):
        verified(line)
