"""What a credential says, and how it is written down as Open Badges 3.0."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from certification.credentials import contexts, shape, status
from certification.credentials.documents import MOST_BYTES, Document, Unsound, instant, written
from certification.credentials.issuer import Issuer, image

_ROOM_FOR_A_PROOF: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A named thing elsewhere that the achievement answers to."""

    name: str
    url: str
    framework: str = ""
    code: str = ""
    description: str = ""

    def as_document(self) -> Document:
        optional = {
            "targetFramework": self.framework,
            "targetCode": self.code,
            "targetDescription": self.description,
        }
        filled = {name: value for name, value in optional.items() if value}
        return {"type": ["Alignment"], "targetName": self.name, "targetUrl": self.url, **filled}


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """What is achieved, with no word of who did it; ``id`` is an address that stays.

    ``kind`` is one of Open Badges' ``AchievementType``.
    """

    id: str
    name: str
    description: str
    criteria_id: str
    criteria_narrative: str
    image_url: str
    kind: str = "Certification"
    alignment: tuple[Alignment, ...] = ()

    def as_document(self) -> Document:
        document: Document = {
            "id": self.id,
            "type": ["Achievement"],
            "achievementType": self.kind,
            "name": self.name,
            "description": self.description,
            "criteria": {"id": self.criteria_id, "narrative": self.criteria_narrative},
            "image": image(self.image_url),
        }
        if self.alignment:
            document["alignment"] = [each.as_document() for each in self.alignment]
        return document


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who: a name in plain words, an address only as a hash with this credential's own salt, an id. One at least.

    The JWT form needs the ``id``, a URI such as ``urn:uuid:…``.
    """

    name: str | None = None
    email: str | None = None
    salt: str = ""
    id: str | None = None

    def as_document(self, achievement: Achievement) -> Document:
        document: Document = {"id": self.id} if self.id else {}
        document["type"] = ["AchievementSubject"]
        if identifiers := self._identifiers():
            document["identifier"] = identifiers
        document["achievement"] = achievement.as_document()
        return document

    def _identifiers(self) -> list[Document]:
        identifiers = []
        if self.email:
            identifiers.append(_identity("emailAddress", hashed_address(self.email, self.salt), salt=self.salt))
        if self.name:
            identifiers.append(_identity("name", self.name))
        return identifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialFacts:
    """All that a credential says. ``id`` is ``urn:uuid:…`` or https and never used twice; times carry a zone."""

    id: str
    issuer: Issuer
    subject: Subject
    achievement: Achievement
    name: str
    description: str
    awarded: datetime
    valid_from: datetime
    valid_until: datetime | None = None
    status_list_url: str
    status_index: int


def build(facts: CredentialFacts) -> Document:
    """The credential without its proof; ``Unsound`` if any word of it would not be signed or not be understood."""
    document: Document = {
        "@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES],
        "id": facts.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.name,
        "description": facts.description,
        "issuer": facts.issuer.profile(),
        "validFrom": instant(facts.valid_from),
        "awardedDate": instant(facts.awarded),
        "credentialSubject": facts.subject.as_document(facts.achievement),
        "credentialStatus": status.entry(facts.status_list_url, facts.status_index),
    }
    if facts.valid_until:
        document["validUntil"] = instant(facts.valid_until)
    shape.check_credential(document)
    if len(written(document)) > MOST_BYTES - _ROOM_FOR_A_PROOF:
        raise Unsound("longer than what we read back")
    return document


def hashed_address(email: str, salt: str) -> str:
    """An address that only somebody who knows it already can recognise."""
    if not salt:
        raise Unsound("an address is hashed with a salt, or it can be guessed")
    return "sha256$" + hashlib.sha256(f"{email}{salt}".encode()).hexdigest()


def _identity(kind: str, value: str, *, salt: str = "") -> Document:
    document = {"type": "IdentityObject", "hashed": bool(salt), "identityHash": value, "identityType": kind}
    return document | ({"salt": salt} if salt else {})
