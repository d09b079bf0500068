"""A credential as the program would issue it, and who signs it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from certification.credentials import credential, did, proof
from certification.credentials.credential import Achievement, Alignment, CredentialFacts, Subject
from certification.credentials.documents import Document
from certification.credentials.issuer import Issuer
from certification.credentials.keys import JwtKey, SigningKey

SITE: Final = "https://chats.example.org"
DID: Final = did.did_web(SITE)
ISSUED: Final = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
LATER: Final = ISSUED + timedelta(days=30)

KEY: Final = SigningKey.generate()
JWT_KEY: Final = JwtKey.generate()
KEYS: Final = (KEY.public, JWT_KEY.public)

LIST: Final = f"{SITE}/credentials/status/1"

_FACTS: Final = CredentialFacts(
    id="urn:uuid:58172aac-d8ba-41ed-83dd-0b3aef56cc33",
    issuer=Issuer(DID, "Chats for Change", f"{SITE}/", f"{SITE}/static/logo.png"),
    subject=Subject(
        id="urn:uuid:0e1ff1b5-6b13-4d3a-a0a3-3a3fbbd7f5a1",
        name="Zoë Müller-Ōkubo",
        email="zoe@example.org",
        salt="b7c1f0",
    ),
    achievement=Achievement(
        id=f"{SITE}/achievements/facilitator",
        name="Facilitator of Chats for Change",
        description="Leads structured one-hour dialogues about racism and bias in medicine.",
        criteria_id=f"{SITE}/achievements/facilitator#criteria",
        criteria_narrative="Twelve hours of training, three observed dialogues, approved by two of the core group.",
        image_url=f"{SITE}/static/badge.png",
        alignment=(
            Alignment(name="Leads a dialogue", url=f"{SITE}/competencies/leads", framework="Core competencies"),
            Alignment(name="Names bias", url=f"{SITE}/competencies/names", code="CC-2"),
        ),
    ),
    name="Facilitator of Chats for Change",
    description="Certified after review by the core group.",
    awarded=ISSUED,
    valid_from=ISSUED,
    valid_until=ISSUED + timedelta(days=730),
    status_list_url=LIST,
    status_index=4711,
)


def facts(**changes: Any) -> CredentialFacts:
    return replace(_FACTS, **changes)


def signed(key: SigningKey = KEY, **changes: Any) -> Document:
    return proof.sign(credential.build(facts(**changes)), key, did=DID, created=ISSUED)
