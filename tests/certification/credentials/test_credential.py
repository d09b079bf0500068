"""What a credential says, word by word, and what it never says."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from certification.credentials import credential, shape
from certification.credentials.contexts import OURS
from certification.credentials.credential import Subject
from certification.credentials.documents import Document, Unsound
from certification.credentials.issuer import Issuer
from tests.certification.credentials import samples
from tests.certification.credentials.samples import DID, LIST, SITE, facts


def test_it_is_written_as_open_badges_ask() -> None:
    document = credential.build(facts())

    subject = document.pop("credentialSubject")
    assert document == {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:58172aac-d8ba-41ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Facilitator of Chats for Change",
        "description": "Certified after review by the core group.",
        "issuer": {
            "id": DID,
            "type": ["Profile"],
            "name": "Chats for Change",
            "url": f"{SITE}/",
            "image": {"id": f"{SITE}/static/logo.png", "type": "Image"},
        },
        "validFrom": "2026-06-01T09:30:00Z",
        "validUntil": "2028-05-31T09:30:00Z",
        "awardedDate": "2026-06-01T09:30:00Z",
        "credentialStatus": {
            "id": f"{LIST}#4711",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "4711",
            "statusListCredential": LIST,
        },
    }
    assert list(subject) == ["id", "type", "identifier", "achievement"]


def test_the_address_is_a_hash_and_the_name_is_plain() -> None:
    identifiers = credential.build(facts())["credentialSubject"]["identifier"]

    assert identifiers == [
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": "sha256$" + hashlib.sha256(b"zoe@example.orgb7c1f0").hexdigest(),
            "identityType": "emailAddress",
            "salt": "b7c1f0",
        },
        {"type": "IdentityObject", "hashed": False, "identityHash": "Zoë Müller-Ōkubo", "identityType": "name"},
    ]


def test_the_achievement_says_no_word_of_who_achieved_it() -> None:
    achievement = credential.build(facts())["credentialSubject"]["achievement"]

    assert list(achievement) == [
        "id", "type", "achievementType", "name", "description", "criteria", "image", "alignment",
    ]  # fmt: skip
    assert achievement["alignment"][1] == {
        "type": ["Alignment"],
        "targetName": "Names bias",
        "targetUrl": f"{SITE}/competencies/names",
        "targetCode": "CC-2",
    }
    assert not any(word in json.dumps(achievement) for word in ("Zo", "zoe", "0e1ff1b5"))


def test_what_is_not_known_is_left_out() -> None:
    bare = facts(
        valid_until=None,
        subject=Subject(name="Zoë"),
        achievement=samples.facts().achievement.__class__(
            id=f"{SITE}/a", name="A", description="B", criteria_id=f"{SITE}/a#c", criteria_narrative="C",
            image_url=f"{SITE}/a.png",
        ),
    )  # fmt: skip

    document = credential.build(bare)

    subject = document["credentialSubject"]
    assert ("validUntil" in document, "id" in subject, "alignment" in subject["achievement"]) == (False, False, False)
    assert [each["identityType"] for each in subject["identifier"]] == ["name"]


def test_times_are_told_in_utc_and_whole_seconds() -> None:
    there = datetime(2026, 6, 1, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-5)))

    assert credential.build(facts(valid_from=there))["validFrom"] == "2026-06-02T04:59:59Z"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": ""}, "credential.name"),
        ({"id": "58172aac"}, "credential.id"),
        ({"status_list_url": "/status/1"}, "credentialStatus"),
        ({"subject": Subject()}, "names nobody"),
        ({"subject": Subject(email="zoe@example.org")}, "salt"),
        ({"subject": Subject(name="Zoë", id="number 7")}, "credentialSubject.id"),
        ({"issuer": Issuer(DID, "Us", f"{SITE}/", "logo.png")}, "issuer.image.id"),
        ({"issuer": Issuer(DID, "Us", f"{SITE}/", f"{SITE}/a logo.png")}, "issuer.image.id"),
        ({"description": "very " * 30_000}, "longer"),
        ({"valid_from": datetime(2026, 6, 1)}, "zone"),  # noqa: DTZ001
    ],
)
def test_it_refuses_what_others_could_not_read(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(Unsound, match=why):
        credential.build(facts(**changes))


def every_member(document: Document) -> set[str]:
    """Every name in it, at any depth."""
    names, waiting = set(), [document]
    while waiting:
        value: object = waiting.pop()
        if isinstance(value, dict):
            names |= set(value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return names


def test_every_member_that_we_may_ever_write_is_one_that_gets_signed() -> None:
    fullest = credential.build(facts())
    fullest["issuer"]["image"]["caption"] = "A speech bubble"
    fullest["credentialSubject"]["achievement"]["alignment"][0]["targetDescription"] = "How to lead one"

    shape.check_credential(fullest)
    OURS.canonical(fullest)

    assert every_member(fullest) == {
        "@context", "id", "type", "name", "description", "issuer", "url", "image", "caption", "validFrom",
        "validUntil", "awardedDate", "credentialSubject", "identifier", "hashed", "identityHash", "identityType",
        "salt", "achievement", "achievementType", "criteria", "narrative", "alignment", "targetName", "targetUrl",
        "targetFramework", "targetCode", "targetDescription", "credentialStatus", "statusPurpose", "statusListIndex",
        "statusListCredential",
    }  # fmt: skip


def test_a_far_day_is_still_a_day() -> None:
    assert credential.build(facts(valid_until=datetime(2099, 12, 31, tzinfo=UTC)))["validUntil"].startswith("2099")
