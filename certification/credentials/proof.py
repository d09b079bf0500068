"""The embedded proof ``eddsa-rdfc-2022``: made, and checked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from openbadgeslib.ob3 import OB3VerificationError, verify_data_integrity_proof
from openbadgeslib.ob3.ldp import OB3GuardUnavailable

from certification.credentials import contexts, shape
from certification.credentials.did import key_address
from certification.credentials.documents import Document, Unsound, instant
from certification.credentials.keys import PublicKey, SigningKey

_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Altered(ValueError):
    """The signature doesn't hold over these words."""


class UnknownKey(ValueError):
    """Signed, if at all, by a key that isn't among those asked for."""


def sign(document: Document, key: SigningKey, *, did: str, created: datetime) -> Document:
    """The document with its proof; ``Unsound`` if a member of it would be left unsigned."""
    if "proof" in document:
        raise Unsound("there is a proof already")
    _refuse_gaps(document)
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": instant(created),
        "verificationMethod": key_address(did, key.public),
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(signed_bytes(document, options))
    return document | {"proof": [options | {"proofValue": "z" + base58(signature)}]}


def verify(document: Document, *, did: str, keys: Iterable[PublicKey]) -> None:
    """Return if the proof holds, by one of these keys of that DID; else ``Altered``, ``UnknownKey`` or ``Unsound``.

    What it holds for are statements: ``checking.check`` also asks whether they are spelled as we spell them.
    """
    proof = shape.check_proof(document.get("proof"))
    by_address = {key_address(did, key): key for key in keys}
    key = by_address.get(proof["verificationMethod"])
    if key is None:
        raise UnknownKey(proof["verificationMethod"])
    try:
        # The library's, because it counts what canonicalizing costs and stops where strangers make it dear.
        verify_data_integrity_proof(document, key.to_pem())
    except OB3GuardUnavailable:
        raise
    except OB3VerificationError as error:
        raise Altered(str(error)) from error


def signed_bytes(document: Document, options: Document, vocabulary: contexts.Vocabulary = contexts.OURS) -> bytes:
    """What the key signs: the hash of the proof's options, and that of the document."""
    options = {"@context": document.get("@context"), **options}
    return vocabulary.hash_of(options) + vocabulary.hash_of(document)


def base58(data: bytes) -> str:
    """Bitcoin's alphabet, as multibase's ``z`` means it."""
    number, text = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _refuse_gaps(document: Document) -> None:
    """Nothing, in a list or as a member, is dropped without a word; a context further down changes what words mean."""
    waiting: list[object] = [each for name, each in document.items() if name != "@context"]
    while waiting:
        value = waiting.pop()
        if value is None or value in ([], {}):
            raise Unsound("an empty member would not be signed")
        if isinstance(value, dict):
            if "@context" in value:
                raise Unsound("a context below the top")
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
