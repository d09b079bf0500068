"""What a credential of ours looks like, member by member.

A signature covers statements, not their spelling: the same ones can be written so that a reader of JSON sees others.
So whatever claims to be ours has exactly these members, in these places, spelled like this. What was ever issued must
always pass: members are added here, never taken away.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from certification.credentials.contexts import CREDENTIALS, OPEN_BADGES
from certification.credentials.documents import Document, Unsound

Check: TypeAlias = Callable[[object, str], None]

_ADDRESS = re.compile(r"(https?://|urn:uuid:|did:web:)[^\s<>\"{}|\\^`\x00-\x1f]+")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")
_SIGNATURE = re.compile(r"z[1-9A-HJ-NP-Za-km-z]{64,90}")
_MOST_ITEMS = 100


@dataclass(frozen=True, slots=True)
class Members:
    """An object with all of these members, some of those, and no other."""

    all_of: Mapping[str, Check]
    some_of: Mapping[str, Check] = field(default_factory=dict)

    def __call__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise Unsound(f"{where}: not an object")
        known = {**self.all_of, **self.some_of}
        if strange := [name for name in value if name not in known]:
            raise Unsound(f"{where}: nothing of ours is called {strange[0][:40]!r}")
        if missing := [name for name in self.all_of if name not in value]:
            raise Unsound(f"{where}: {missing[0]} is missing")
        for name, each in value.items():
            known[name](each, f"{where}.{name}")


def list_of(check: Check) -> Check:
    """One at least: an empty list says nothing and is dropped."""

    def checked(value: object, where: str) -> None:
        if not isinstance(value, list) or not 1 <= len(value) <= _MOST_ITEMS:
            raise Unsound(f"{where}: not a list of one to {_MOST_ITEMS}")
        for number, each in enumerate(value):
            check(each, f"{where}[{number}]")

    return checked


def exactly(expected: object) -> Check:
    def checked(value: object, where: str) -> None:
        # True equals 1 in Python, and not in JSON.
        if type(value) is not type(expected) or value != expected:
            raise Unsound(f"{where}: not {expected!r}")

    return checked


def _like(pattern: re.Pattern[str], what: str) -> Check:
    def checked(value: object, where: str) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise Unsound(f"{where}: not {what}")

    return checked


def _text(value: object, where: str) -> None:
    if not isinstance(value, str) or not value:
        raise Unsound(f"{where}: not a text, or an empty one")


def _flag(value: object, where: str) -> None:
    if not isinstance(value, bool):
        raise Unsound(f"{where}: neither true nor false")


def _instant(value: object, where: str) -> None:
    _like(_INSTANT, "a time in whole seconds with a Z")(value, where)
    assert isinstance(value, str)
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise Unsound(f"{where}: no day of any calendar") from error


_address: Final = _like(_ADDRESS, "a whole address")

_IMAGE = Members({"id": _address, "type": exactly("Image")}, {"caption": _text})
_ISSUER = Members({"id": _address, "type": exactly(["Profile"]), "name": _text, "url": _address, "image": _IMAGE})
_IDENTIFIER = Members(
    {"type": exactly("IdentityObject"), "hashed": _flag, "identityHash": _text, "identityType": _text}, {"salt": _text}
)
_ALIGNMENT = Members(
    {"type": exactly(["Alignment"]), "targetName": _text, "targetUrl": _address},
    {"targetFramework": _text, "targetCode": _text, "targetDescription": _text},
)
_ACHIEVEMENT = Members(
    {
        "id": _address,
        "type": exactly(["Achievement"]),
        "achievementType": _text,
        "name": _text,
        "description": _text,
        "criteria": Members({"id": _address, "narrative": _text}),
        "image": _IMAGE,
    },
    {"alignment": list_of(_ALIGNMENT)},
)
_SUBJECT = Members(
    {"type": exactly(["AchievementSubject"]), "achievement": _ACHIEVEMENT},
    {"id": _address, "identifier": list_of(_IDENTIFIER)},
)
_STATUS = Members(
    {
        "id": _address,
        "type": exactly("BitstringStatusListEntry"),
        "statusPurpose": exactly("revocation"),
        "statusListIndex": _like(_NUMBER, "a number as text"),
        "statusListCredential": _address,
    }
)
_PROOF = Members(
    {
        "type": exactly("DataIntegrityProof"),
        "cryptosuite": exactly("eddsa-rdfc-2022"),
        "created": _instant,
        "verificationMethod": _address,
        "proofPurpose": exactly("assertionMethod"),
        "proofValue": _like(_SIGNATURE, "a signature"),
    }
)
_CREDENTIAL = Members(
    {
        "@context": exactly([CREDENTIALS, OPEN_BADGES]),
        "id": _address,
        "type": exactly(["VerifiableCredential", "OpenBadgeCredential"]),
        "issuer": _ISSUER,
        "validFrom": _instant,
        "awardedDate": _instant,
        "name": _text,
        "description": _text,
        "credentialSubject": _SUBJECT,
        "credentialStatus": _STATUS,
    },
    {"validUntil": _instant},
)


def check_credential(document: Document) -> None:
    """``Unsound`` if a credential without its proof isn't shaped like ours."""
    _CREDENTIAL(document, "credential")
    subject, status = document["credentialSubject"], document["credentialStatus"]
    if "id" not in subject and "identifier" not in subject:
        raise Unsound("credential.credentialSubject: names nobody")
    if status["id"] != f"{status['statusListCredential']}#{status['statusListIndex']}":
        raise Unsound("credential.credentialStatus: two places in one")


def check_proof(proof: object) -> Document:
    """The one proof in its list; ``Unsound`` for anything else."""
    list_of(_PROOF)(proof, "proof")
    assert isinstance(proof, list)
    if len(proof) != 1:
        raise Unsound("proof: more than one")
    only: Document = proof[0]
    return only
