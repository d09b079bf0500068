"""Who we are to verifiers: a name made of our address, and every key that ever signed."""

import pytest

from certification.credentials.did import HistoricKey, did_document, did_web, trusted
from certification.credentials.keys import JwtKey, SigningKey

DID = "did:web:chats.example.org"
NEW, OLD, STOLEN = (SigningKey.generate().public for _ in range(3))
FOR_JWT = JwtKey.generate().public


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://chats.example.org", DID),
        ("https://chats.example.org/", DID),
        ("https://Chats.Example.org/", DID),
        ("https://chats.example.org:8443", "did:web:chats.example.org%3A8443"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
    ],
)
def test_a_site_is_named_by_its_host(address: str, did: str) -> None:
    assert did_web(address) == did


@pytest.mark.parametrize(
    "address",
    ["", "chats.example.org", "ftp://chats.example.org", "https://chats.example.org/lms", "https://a:b@c.org",
     "https://chats.example.org/?a=1", "https://[::1]:8000"],
)  # fmt: skip
def test_what_is_no_host_has_no_name(address: str) -> None:
    with pytest.raises(ValueError, match=r"site|host"):
        did_web(address)


def test_the_document_tells_of_each_key_by_its_whole_name() -> None:
    assert did_document(DID, [HistoricKey(NEW)]) == {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": DID,
        "verificationMethod": [
            {
                "id": f"{DID}#{NEW.multibase}",
                "type": "Multikey",
                "controller": DID,
                "publicKeyMultibase": NEW.multibase,
            }
        ],
        "assertionMethod": [f"{DID}#{NEW.multibase}"],
    }


def test_a_key_for_jwt_is_told_as_jwk() -> None:
    document = did_document(DID, [HistoricKey(NEW), HistoricKey(FOR_JWT)])

    assert document["@context"][-1] == "https://w3id.org/security/jwk/v1"
    assert document["verificationMethod"][1] == {
        "id": f"{DID}#{FOR_JWT.fragment}",
        "type": "JsonWebKey",
        "controller": DID,
        "publicKeyJwk": FOR_JWT.jwk,
    }


def test_a_retired_key_still_vouches_and_a_stolen_one_no_more() -> None:
    keys = [HistoricKey(NEW), HistoricKey(OLD, retired=True), HistoricKey(STOLEN, retired=True, compromised=True)]

    document = did_document(DID, keys)

    assert [method["publicKeyMultibase"] for method in document["verificationMethod"]] == [
        NEW.multibase, OLD.multibase, STOLEN.multibase,
    ]  # fmt: skip
    assert document["assertionMethod"] == [f"{DID}#{NEW.multibase}", f"{DID}#{OLD.multibase}"]
    assert trusted(keys) == [NEW, OLD]
