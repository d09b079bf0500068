"""A proof holds over exactly these statements, by exactly these keys."""

import copy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.credentials import credential, proof, status
from certification.credentials.documents import Document, Unsound
from certification.credentials.keys import SigningKey
from certification.credentials.proof import Altered, UnknownKey
from tests.certification.credentials.samples import DID, ISSUED, KEY, LIST, facts, signed

SIGNED = signed()


def verify(document: Document, *keys: SigningKey, did: str = DID) -> None:
    proof.verify(document, did=did, keys=[key.public for key in keys or (KEY,)])


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value that is neither object nor list."""
    if isinstance(value, dict):
        return [found for name, each in value.items() for found in places(each, (*path, name))]
    if isinstance(value, list):
        return [found for number, each in enumerate(value) for found in places(each, (*path, number))]
    return [path]


PLACES = places(SIGNED)


def replaced(path: tuple[Any, ...], value: object) -> Document:
    document = copy.deepcopy(SIGNED)
    place: Any = document
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return document


def test_there_is_one_proof_in_a_list() -> None:
    (only,) = SIGNED["proof"]

    assert only.pop("proofValue").startswith("z")
    assert only == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-06-01T09:30:00Z",
        "verificationMethod": f"{DID}#{KEY.public.multibase}",
        "proofPurpose": "assertionMethod",
    }


def test_what_was_signed_holds() -> None:
    verify(signed())


def test_the_order_of_members_is_nobodys_business() -> None:
    verify(dict(reversed(signed().items())))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PLACES), st.text(min_size=1, max_size=8) | st.booleans())
def test_any_other_value_anywhere_breaks_it(path: tuple[Any, ...], value: object) -> None:
    document = replaced(path, value)
    if document == signed():
        return

    with pytest.raises((Altered, UnknownKey, Unsound)):
        verify(document)


def test_a_list_is_signed_like_a_credential() -> None:
    listed = status.status_list(LIST, DID, [7], valid_from=ISSUED, valid_until=ISSUED + timedelta(days=7))

    verify(proof.sign(listed, KEY, did=DID, created=ISSUED))


def test_only_keys_that_are_asked_for_count() -> None:
    other = SigningKey.generate()

    verify(signed(other), KEY, other)
    with pytest.raises(UnknownKey):
        verify(signed(other), KEY)
    with pytest.raises(UnknownKey):
        verify(signed(), KEY, did="did:web:elsewhere.example.org")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda proofs: [],
        lambda proofs: proofs * 2,
        lambda proofs: proofs[0],
        lambda proofs: [proofs[0] | {"expires": "2030-01-01T00:00:00Z"}],
        lambda proofs: [proofs[0] | {"cryptosuite": "ecdsa-sd-2023"}],
        lambda proofs: [proofs[0] | {"proofPurpose": "authentication"}],
        lambda proofs: [proofs[0] | {"proofValue": proofs[0]["proofValue"][1:]}],
        lambda proofs: [{name: value for name, value in proofs[0].items() if name != "created"}],
        lambda proofs: None,
    ],
    ids=["none", "two", "bare", "expiring", "another suite", "another purpose", "no multibase", "undated", "null"],
)
def test_a_proof_of_another_form_is_refused(spoil: Callable[[Any], object]) -> None:
    document = signed()
    document["proof"] = spoil(document["proof"])

    with pytest.raises(Unsound):
        verify(document)


@pytest.mark.parametrize(
    "document",
    [
        SIGNED,
        {**credential.build(facts()), "description": None},
        {**credential.build(facts()), "evidence": []},
        {**credential.build(facts()), "issuer": {"@context": {"name": "urn:x"}, "id": DID, "type": ["Profile"]}},
        {**credential.build(facts()), "favouriteColour": "blue"},
        {"id": "urn:uuid:1", "type": ["VerifiableCredential"]},
    ],
    ids=["signed already", "null", "empty", "another context inside", "unknown word", "no context"],
)
def test_it_signs_nothing_that_would_stay_unsaid(document: Document) -> None:
    with pytest.raises(Unsound):
        proof.sign(document, KEY, did=DID, created=ISSUED)


def test_the_document_given_is_left_as_it_was() -> None:
    document = credential.build(facts())
    before = copy.deepcopy(document)

    proof.sign(document, KEY, did=DID, created=ISSUED)

    assert document == before


def test_many_threads_sign_as_one() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _number: signed(), range(64)))

    assert all(each == SIGNED | {"proof": made[0]["proof"]} for each in made)
    verify(made[0])


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"", ""), (b"\0\0", "11"), (b"Hello World!", "2NEpo7TZRRrLZSi2U"), (bytes.fromhex("0000287fb4cd"), "11233QC4")],
)
def test_base58_is_bitcoins(data: bytes, text: str) -> None:
    """The examples of the draft that defines it."""
    assert proof.base58(data) == text
