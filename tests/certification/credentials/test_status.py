"""The list of what is revoked: one bit each, and nothing that says whose."""

import base64
import gzip
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.credentials import status
from certification.credentials.documents import Document, Unsound
from tests.certification.credentials.samples import DID, ISSUED, LIST

WEEK = timedelta(days=7)


def listed(*bits: int, size: int = status.SIZE) -> Document:
    return status.status_list(LIST, DID, bits, valid_from=ISSUED, valid_until=ISSUED + WEEK, size=size)


def bits_of(document: Document) -> bytes:
    encoded = document["credentialSubject"]["encodedList"]
    return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def test_it_is_written_as_the_standard_asks() -> None:
    document = listed(3)

    assert document["credentialSubject"].pop("encodedList").startswith("u")
    assert document == {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": DID,
        "validFrom": "2026-06-01T09:30:00Z",
        "validUntil": "2026-06-08T09:30:00Z",
        "credentialSubject": {"id": f"{LIST}#list", "type": "BitstringStatusList", "statusPurpose": "revocation"},
    }


def test_the_first_place_is_the_greatest_bit_of_the_first_byte() -> None:
    bits = bits_of(listed(0, 9, status.SIZE - 1))

    assert (len(bits), bits[:2], bits[-1]) == (16_384, b"\x80\x40", 1)


def test_the_same_places_are_the_same_text_whenever_it_is_written() -> None:
    assert listed(1, 5, 900) == listed(900, 5, 1, 1)


@settings(max_examples=25)
@given(st.sets(st.integers(0, status.SIZE - 1), max_size=60), st.integers(0, status.SIZE - 1))
def test_what_was_set_is_read_and_nothing_else(revoked: set[int], other: int) -> None:
    document = listed(*revoked)

    assert all(status.read_bit(document, index) for index in revoked)
    assert status.read_bit(document, other) is (other in revoked)


def test_a_longer_list_holds_more() -> None:
    assert status.read_bit(listed(status.SIZE + 7, size=2 * status.SIZE), status.SIZE + 7)


@pytest.mark.parametrize("size", [status.SIZE - 8, status.SIZE + 4, 0])
def test_a_short_list_is_refused_since_few_hide_nobody(size: int) -> None:
    with pytest.raises(ValueError, match="whole bytes"):
        listed(size=size)


@pytest.mark.parametrize("index", [-1, status.SIZE])
def test_a_place_outside_is_refused(index: int) -> None:
    with pytest.raises(ValueError, match="no place"):
        listed(index)
    with pytest.raises(Unsound):
        status.read_bit(listed(), index)


@pytest.mark.parametrize("encoded", ["", "u", "H4sI", "u!!!!", 5, None])
def test_a_list_that_cannot_be_read_says_nothing(encoded: object) -> None:
    with pytest.raises(Unsound):
        status.read_bit({"credentialSubject": {"encodedList": encoded}}, 1)


def test_a_small_text_that_unpacks_to_very_much_is_refused() -> None:
    bomb = "u" + base64.urlsafe_b64encode(gzip.compress(bytes(64 * 1024 * 1024))).decode().rstrip("=")

    with pytest.raises(Unsound):
        status.read_bit({"credentialSubject": {"encodedList": bomb}}, 1)


def test_a_credential_names_its_place_as_text() -> None:
    assert status.entry(LIST, 12)["statusListIndex"] == "12"
