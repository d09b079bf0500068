"""The contexts are those that others have, and a word that they don't know is never signed."""

import hashlib
import json
from importlib import resources
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.contexts import load_context

from certification.credentials import contexts, proof
from certification.credentials.contexts import CREDENTIALS, OPEN_BADGES, OURS, Vocabulary
from certification.credentials.documents import Document, Unsound
from certification.credentials.keys import SigningKey

# What is signed against these today is read against the same in ten years. Copies of the second elsewhere know a few
# words less (``endorsementJwt``, ``jti``); none that we write.
HASHES = {
    "credentials-v2.json": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    "ob-v3p0-context-3.0.3.json": "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
}
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"


@pytest.mark.parametrize("name", HASHES)
def test_the_package_ships_the_contexts_that_we_signed_with(name: str) -> None:
    shipped = resources.files("openbadgeslib.ob3.contexts").joinpath(name).read_bytes()

    assert hashlib.sha256(shipped).hexdigest() == HASHES[name]


def test_the_shipped_files_are_what_is_loaded() -> None:
    folder = Path(str(resources.files("openbadgeslib.ob3.contexts")))

    for name, url in zip(HASHES, (CREDENTIALS, OPEN_BADGES), strict=True):
        assert load_context(url) == json.loads((folder / name).read_text())


def test_it_signs_as_the_published_example_of_the_cryptosuite() -> None:
    """W3C's test vector for eddsa-rdfc-2022: the same hashes, and the same signature to the last letter."""
    vocabulary = Vocabulary(
        {
            CREDENTIALS: load_context(CREDENTIALS),
            EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}},
        }
    )
    key = SigningKey(
        Ed25519PrivateKey.from_private_bytes(
            bytes.fromhex("c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6")
        )
    )
    document = {
        "@context": [CREDENTIALS, EXAMPLES],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    }
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"https://vc.example/issuers/5678#{key.public.fragment}",
        "proofPurpose": "assertionMethod",
    }

    signed = proof.signed_bytes(document, options, vocabulary)

    assert key.public.multibase == "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    assert signed.hex() == (
        "4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb"
        "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
    )
    assert "z" + proof.base58(key.sign(signed)) == (
        "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9"
    )


def minimal(**members: object) -> Document:
    document = {"@context": [CREDENTIALS, OPEN_BADGES], "id": "urn:uuid:1", "type": ["VerifiableCredential"]}
    return document | members


def test_what_both_contexts_know_is_written_out() -> None:
    assert OURS.canonical(minimal(validFrom="2026-01-01T00:00:00Z")) == (
        "<urn:uuid:1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <https://www.w3.org/2018/credentials#VerifiableCredential> .\n"
        "<urn:uuid:1> <https://www.w3.org/2018/credentials#validFrom>"
        ' "2026-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n'
    )


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"favouriteColour": "blue"}, "no context knows.*favouriteColour"),
        ({"type": ["VerifiableCredential", "ChatCredential"]}, "no whole address: ChatCredential$"),
        ({"id": "certificates/1"}, "no whole address: certificates/1$"),
        ({"credentialSubject": {"id": "../people/1"}}, "no whole address: people/1$"),
        ({"@context": [CREDENTIALS, "https://elsewhere.example.org/v1"]}, "isn't ours: https://elsewhere"),
        ({"@context": [CREDENTIALS, {"@vocab": "https://example.org/#"}]}, "isn't ours: {'@vocab"),
        ({"@context": CREDENTIALS}, "named in a list"),
        ({"@context": []}, "in a list$"),
        ({"type": [5]}, "not JSON-LD"),
    ],
)
def test_it_refuses_what_would_stay_unsigned(members: Document, why: str) -> None:
    with pytest.raises(Unsound, match=why):
        OURS.canonical(minimal(**members))


def test_nothing_is_ever_fetched() -> None:
    assert set(OURS._documents) == {contexts.CREDENTIALS, contexts.OPEN_BADGES}
