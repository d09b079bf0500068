"""What a credential says, and how it is written down as Open Badges 3.0."""

from dataclasses import dataclass
from datetime import datetime

from certification.credentials.documents import Document
from certification.credentials.issuer import Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A named thing elsewhere that the achievement answers to."""

    name: str
    url: str
    framework: str = ""
    code: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """What is achieved, with no word of who did it; ``id`` is an https address that stays."""

    id: str
    name: str
    description: str
    criteria_id: str
    criteria_narrative: str
    image_url: str
    kind: str = "Certification"
    alignment: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who: a name in plain words, an address only as a hash with this credential's own salt, an id. One at least.

    The JWT form needs the ``id``, a URI such as ``urn:uuid:…``.
    """

    name: str | None = None
    email: str | None = None
    salt: str = ""
    id: str | None = None


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
    """The credential without its proof; ``Unsound`` if any word of it would not be signed."""
    raise NotImplementedError
