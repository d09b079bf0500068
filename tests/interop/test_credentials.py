"""Verifiers that know nothing of us accept our credentials and lists, and nothing that was touched."""

import copy
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError, OB3Verifier

from certification.credentials import credential, did, jwt, proof, status
from certification.credentials.did import HistoricKey
from certification.credentials.documents import Document, written
from certification.credentials.issuer import Issuer
from certification.credentials.keys import SigningKey
from tests.certification.credentials import samples
from tests.interop import sites, verifiers
from tests.interop.verifiers import Verdict

pytestmark = pytest.mark.xdist_group("interop")

NOW: Final = datetime.now(UTC)
YESTERDAY, TOMORROW = NOW - timedelta(days=1), NOW + timedelta(days=1)
REVOKED: Final = 99
OLD, NEW, STOLEN = SigningKey.generate(), SigningKey.generate(), SigningKey.generate()


class Site:
    """An issuer of a name of its own, with the keys that its DID document tells of."""

    def __init__(self, name: str, *keys: HistoricKey) -> None:
        self.address = f"https://{name}.example.org"
        self.did = did.did_web(self.address)
        self.keys = keys

    def signed(self, key: SigningKey, **changes: Any) -> Document:
        facts = samples.facts(
            issuer=Issuer(self.did, "Chats for Change", f"{self.address}/", f"{self.address}/logo.png"),
            valid_from=YESTERDAY,
            awarded=YESTERDAY,
            status_list_url=f"{self.address}/status/1",
            **{"valid_until": TOMORROW} | changes,
        )
        return proof.sign(credential.build(facts), key, did=self.did, created=NOW)

    def documents(self, key: SigningKey, *, until: datetime = TOMORROW) -> dict[str, Document]:
        url = f"{self.address}/status/1"
        listed = status.status_list(url, self.did, [REVOKED], valid_from=YESTERDAY, valid_until=until)
        return {
            "/.well-known/did.json": did.did_document(self.did, self.keys),
            "/status/1": proof.sign(listed, key, did=self.did, created=NOW),
        }


PLAIN = Site("plain", HistoricKey(samples.KEY.public), HistoricKey(samples.JWT_KEY.public))
ROTATED = Site("rotated", HistoricKey(NEW.public), HistoricKey(OLD.public, retired=True))
ROBBED = Site("robbed", HistoricKey(NEW.public), HistoricKey(STOLEN.public, retired=True, compromised=True))
LATE = Site("late", HistoricKey(NEW.public))
FORGED = Site("forged", HistoricKey(NEW.public))


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each text and flag of a document."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in pairs:
            yield from leaves(each, (*path, name))
    else:
        yield path


def changed(document: Document, path: tuple[str | int, ...]) -> Document:
    """A copy with another value in one place, as like the first as can be."""
    other = copy.deepcopy(document)
    place: Any = other
    for name in path[:-1]:
        place = place[name]
    value = place[path[-1]]
    place[path[-1]] = (not value) if isinstance(value, bool) else _one_letter_off(value)
    return other


def _one_letter_off(text: str) -> str:
    if text.endswith("Z") and text[:4].isdigit():
        return text[:-2] + ("1" if text[-2] == "0" else "0") + "Z"
    return text[:-1] + ("1" if text[-1] != "1" else "2")


VALID = PLAIN.signed(samples.KEY)
CHANGES = {".".join(map(str, path)): path for path in leaves(VALID)}
CREDENTIALS: Final[Mapping[str, Document]] = {
    "valid": VALID,
    "endless": PLAIN.signed(samples.KEY, valid_until=None),
    "revoked": PLAIN.signed(samples.KEY, status_index=REVOKED),
    "expired": PLAIN.signed(samples.KEY, valid_until=NOW - timedelta(hours=1)),
    "another's name on it": proof.sign(
        credential.build(
            samples.facts(issuer=Issuer(ROTATED.did, "Us", f"{ROTATED.address}/", f"{ROTATED.address}/l"))
        ),
        samples.KEY,
        did=PLAIN.did,
        created=NOW,
    ),
    "by a key of nobody's": PLAIN.signed(STOLEN),
    "before the rotation": ROTATED.signed(OLD),
    "after the rotation": ROTATED.signed(NEW),
    "by a stolen key": ROBBED.signed(STOLEN),
    "by the key that followed": ROBBED.signed(NEW),
    "whose list is stale": LATE.signed(NEW),
    "whose list is forged": FORGED.signed(NEW),
    **{f"changed: {name}": changed(VALID, path) for name, path in CHANGES.items()},
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """All credentials, judged in one process."""
    listed = FORGED.documents(NEW)
    listed["/status/1"]["credentialSubject"]["encodedList"] = PLAIN.documents(samples.KEY)["/status/1"]["id"]
    served = {
        PLAIN: PLAIN.documents(samples.KEY),
        ROTATED: ROTATED.documents(NEW),
        ROBBED: ROBBED.documents(NEW),
        LATE: LATE.documents(NEW, until=NOW - timedelta(hours=1)),
        FORGED: listed,
    }
    paths = {f"/{site.did}{path}": each for site, documents in served.items() for path, each in documents.items()}
    folder: Path = tmp_path_factory.mktemp("credentials")
    with sites.serving(paths) as address:
        where = {site.address: f"{address}/{site.did}" for site in served}
        return verifiers.ask(CREDENTIALS, folder=folder, sites=where)


@pytest.mark.parametrize(
    "name", ["valid", "endless", "before the rotation", "after the rotation", "by the key that followed"]
)
def test_they_accept(verdicts: dict[str, Verdict], name: str) -> None:
    assert verdicts[name].accepted, verdicts[name]


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_member_is_enough_to_refuse(verdicts: dict[str, Verdict], name: str) -> None:
    verdict = verdicts[f"changed: {name}"]

    assert verdict.refused, verdict


@pytest.mark.parametrize("name", ["another's name on it", "by a key of nobody's", "by a stolen key"])
def test_they_refuse_keys_that_are_not_the_issuers(verdicts: dict[str, Verdict], name: str) -> None:
    assert verdicts[name].refused, verdicts[name]


def test_a_revoked_one_is_told_by_the_list(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["revoked"]

    assert (verdict.revoked, verdict.steps["valid_signature"], verdict.steps["revocation_status"]) == (
        True,
        True,
        False,
    )


def test_an_expired_one_is_told_by_its_dates(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["expired"]

    assert (verdict.verified, verdict.steps["expiration"]) == (False, False)


@pytest.mark.parametrize("name", ["whose list is stale", "whose list is forged"])
def test_a_list_that_is_stale_or_forged_tells_nothing(verdicts: dict[str, Verdict], name: str) -> None:
    assert (verdicts[name].verified, verdicts[name].revoked, verdicts[name].accepted) == (False, None, False)


def test_a_library_that_validates_the_form_accepts_ours_and_no_other() -> None:
    """``openbadgeslib`` asks whether the JSON is spelled as its statements say, beside the signature."""
    reader = OB3LdpVerifier(samples.KEY.public.to_pem())

    assert reader.verify(written(VALID)).name == VALID["name"]
    with pytest.raises(OB3VerificationError):
        reader.verify(written(VALID | {"honours": "summa cum laude"}))


def test_a_library_that_reads_jwt_accepts_ours() -> None:
    line = jwt.to_jwt(VALID, samples.JWT_KEY, kid=did.key_address(PLAIN.did, samples.JWT_KEY.public))

    assert OB3Verifier(samples.JWT_KEY.public.to_pem()).verify(line).id == VALID["id"]
