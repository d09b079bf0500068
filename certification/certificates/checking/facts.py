"""What is asked about a file, and what is found in it, as two processes tell each other."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self

from certification.credentials.checking import Holds


class Form(StrEnum):
    """What kind of file it is, by its content and never by its name."""

    PDF = "pdf"
    JSON = "json"
    JWT = "jwt"
    PNG = "png"
    SVG = "svg"
    PICTURE = "picture"  # a photograph or a scan: nothing in it can be checked
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who issues here, and the public keys that are trusted. ``at``: aware, ISO 8601."""

    did: str
    keys: Sequence[str]
    at: str

    def with_file(self, content: bytes) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n" + content

    @classmethod
    def of(cls, sent: bytes) -> tuple[Self, bytes]:
        head, _line, content = sent.partition(b"\n")
        return cls(**json.loads(head)), content


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a file holds; all of it is a stranger's word but ``signed``: it is ours, and nobody touched it.

    ``credential``: how its credential holds, if it has one. ``compact``: SHA-256 of the credential in the one spelling
    that we write. ``orderless``: the same without regard to the order of members. ``beginnings``: SHA-256 of what it
    was before something was added at its end, for each time that may have been.
    """

    form: Form
    credential: Holds | None = None
    compact: str = ""
    orderless: str = ""
    credential_id: str = ""
    beginnings: Sequence[str] = ()
    public_ids: Sequence[str] = ()
    numbers: Sequence[str] = ()

    @property
    def signed(self) -> bool:
        return self.credential in (Holds.SOUND, Holds.NOT_YET, Holds.EXPIRED)

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, told: bytes) -> Self:
        fields = json.loads(told)
        credential = Holds(fields["credential"]) if fields["credential"] else None
        return cls(**fields | {"form": Form(fields["form"]), "credential": credential})
