"""Ours or not, altered or not, in its time or not: what a stranger's file tells by itself."""

import copy
import json
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.credentials import jwt, proof
from certification.credentials.checking import Finding, Holds, check, claimed_id
from certification.credentials.did import HistoricKey, key_address, trusted
from certification.credentials.documents import Document, written
from certification.credentials.issuer import Issuer
from certification.credentials.keys import SigningKey
from tests.certification.credentials.samples import DID, ISSUED, JWT_KEY, KEY, KEYS, LATER, SITE, signed

SIGNED = signed()
BYTES = written(SIGNED)
TOKEN = jwt.to_jwt(SIGNED, JWT_KEY, kid=key_address(DID, JWT_KEY.public)).encode()
ISSUER = Issuer(DID, "Chats for Change", f"{SITE}/", f"{SITE}/static/logo.png")


def found(data: bytes | Document, *, at: datetime = LATER, stored: bytes | None = None) -> Finding:
    data = data if isinstance(data, bytes) else written(data)
    return check(data, issuer_did=DID, keys=KEYS, at=at, stored=stored)


@pytest.mark.parametrize("data", [BYTES, TOKEN], ids=["json", "jwt"])
@pytest.mark.parametrize(
    ("at", "holds"),
    [
        (ISSUED - timedelta(seconds=1), Holds.NOT_YET),
        (ISSUED, Holds.SOUND),
        (ISSUED + timedelta(days=730), Holds.SOUND),
        (ISSUED + timedelta(days=730, seconds=1), Holds.EXPIRED),
    ],
)
def test_what_we_signed_is_ours_and_told_by_its_dates(data: bytes, at: datetime, holds: Holds) -> None:
    finding = found(data, at=at, stored=BYTES)

    assert (finding.holds, finding.signed_by_us) == (holds, True)


def test_one_without_an_end_never_expires() -> None:
    assert found(signed(valid_until=None), at=ISSUED + timedelta(days=36_500)).holds is Holds.SOUND


def test_white_space_and_the_order_of_members_change_nothing() -> None:
    retyped = json.dumps(dict(reversed(SIGNED.items())), indent=4).encode()

    assert found(b"\n" + retyped + b"\n", stored=BYTES).holds is Holds.SOUND


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(BYTES) - 1), st.integers(1, 255))
def test_one_flipped_byte_anywhere_is_never_taken_for_ours(place: int, flip: int) -> None:
    data = bytearray(BYTES)
    data[place] ^= flip

    finding = found(bytes(data), stored=BYTES)

    assert not finding.signed_by_us or finding.document == SIGNED


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 255))
def test_one_flipped_byte_in_a_jwt_is_told(place: int, flip: int) -> None:
    data = bytearray(TOKEN)
    data[place] ^= flip

    assert not found(bytes(data)).signed_by_us or bytes(data).strip() == TOKEN


def respelled(**changes: Any) -> Document:
    document = copy.deepcopy(SIGNED)
    for name, value in changes.items():
        if value is None:
            del document[name]
        else:
            document[name] = value
    return document


SUBJECT = SIGNED["credentialSubject"]
SAME_STATEMENTS: dict[str, dict[str, Any]] = {
    "the same hidden under its whole name": {
        "validUntil": None,
        "https://www.w3.org/2018/credentials#validUntil": {
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
            "@value": SIGNED["validUntil"],
        },
    },
    "a list where one thing stood": {"credentialStatus": [SIGNED["credentialStatus"]]},
    "a list in a list": {"credentialStatus": [[SIGNED["credentialStatus"]]]},
    "a word that nobody signed": {"honours": "summa cum laude"},
    "a type in other words": {"type": ["VerifiableCredential", "AchievementCredential"]},
    "an identifier less in its list": {"credentialSubject": {**SUBJECT, "identifier": SUBJECT["identifier"][1]}},
}


@pytest.mark.parametrize("name", SAME_STATEMENTS)
def test_the_same_statements_spelled_otherwise_are_not_taken(name: str) -> None:
    assert found(respelled(**SAME_STATEMENTS[name])).holds is Holds.ALTERED


def test_an_order_that_no_signature_covers_is_told_by_what_we_keep() -> None:
    turned = respelled(credentialSubject={**SUBJECT, "identifier": SUBJECT["identifier"][::-1]})

    assert found(turned).holds is Holds.SOUND
    assert found(turned, stored=BYTES).holds is Holds.ALTERED


def test_another_of_ours_is_not_the_one_that_we_keep() -> None:
    assert found(signed(name="Trainer of facilitators"), stored=BYTES).holds is Holds.ALTERED


@pytest.mark.parametrize("issuer", [ISSUER.profile() | {"id": "did:web:elsewhere.example.org"}, "did:web:x", None, 5])
def test_anothers_is_not_ours(issuer: object) -> None:
    assert found(SIGNED | {"issuer": issuer}).holds is Holds.NOT_OURS


def test_our_name_on_a_key_of_somebody_elses_is_told() -> None:
    assert found(signed(SigningKey.generate())).holds is Holds.UNTRUSTED_KEY


def test_a_stolen_key_is_no_longer_trusted_whatever_date_it_writes() -> None:
    history = [HistoricKey(SigningKey.generate().public), HistoricKey(KEY.public, compromised=True)]

    finding = check(BYTES, issuer_did=DID, keys=trusted(history), at=LATER)

    assert finding.holds is Holds.UNTRUSTED_KEY


def test_a_key_of_the_one_form_vouches_for_nothing_of_the_other() -> None:
    assert check(BYTES, issuer_did=DID, keys=[JWT_KEY.public], at=LATER).holds is Holds.UNTRUSTED_KEY
    assert check(TOKEN, issuer_did=DID, keys=[KEY.public], at=LATER).holds is Holds.UNTRUSTED_KEY


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}" * 2,
        b"%PDF-1.7",
        b"a.b",
        b"{" * 100_000,
        b'{"issuer":{"id":1.5}}',
        b"\x00" * 1000,
        b"..",
        b"{" + TOKEN,
    ],
    ids=["nothing", "two", "pdf", "dots", "deep", "numbers", "zeros", "only dots", "both"],
)
def test_what_cannot_be_read_is_nothing_of_ours(data: bytes) -> None:
    assert found(data).holds is Holds.UNSOUND


@pytest.mark.parametrize(
    ("data", "claimed"),
    [
        (BYTES, SIGNED["id"]),
        (TOKEN, SIGNED["id"]),
        (b'{"id":5}', None),
        (b"{}", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
    ids=["json", "jwt", "a number", "empty", "pdf", "nothing"],
)
def test_a_file_tells_which_it_says_to_be(data: bytes, claimed: str | None) -> None:
    assert claimed_id(data) == claimed


def clique(size: int) -> list[Document]:
    """Nameless things, each of which points at all others: canonicalizing them takes longer than the universe has."""
    return [
        {"id": f"_:{number}", "type": ["Evidence"], "evidence": [{"id": f"_:{other}"} for other in range(size)]}
        for number in range(size)
    ]


def test_a_clique_of_nameless_things_is_refused_before_it_costs_anything() -> None:
    began = time.process_time()

    assert found(SIGNED | {"evidence": clique(9)}).holds is Holds.ALTERED
    assert time.process_time() - began < 0.5


def test_where_only_the_proof_is_asked_a_clique_is_stopped_too() -> None:
    began = time.process_time()

    with pytest.raises(proof.Altered):
        proof.verify(SIGNED | {"relatedResource": clique(9)}, did=DID, keys=[KEY.public])
    assert time.process_time() - began < 2
