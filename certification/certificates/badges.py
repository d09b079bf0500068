"""From a certificate's snapshot to its Open Badges: what the credential says, signed in both of its forms."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings

from certification.certificates import keys
from certification.certificates.models import Certificate
from certification.certificates.queries import Achieved
from certification.certificates.snapshots import Snapshot
from certification.credentials.contexts import CREDENTIALS, OPEN_BADGES
from certification.credentials.credential import Achievement, Alignment, CredentialFacts, Subject, build
from certification.credentials.did import did_web, key_address
from certification.credentials.documents import Document, written
from certification.credentials.issuer import Issuer
from certification.credentials.jwt import to_jwt
from certification.credentials.proof import sign


@dataclass(frozen=True, slots=True)
class Signed:
    """The bytes that are kept and given out: JSON with its proof, and the JWT. ``key``: the Ed25519 one, multibase."""

    document: bytes
    jwt: bytes
    key: str


def signed(certificate: Certificate, snapshot: Snapshot, *, email: str) -> Signed:
    """Sign what a certificate says. The same certificate and keys give the same JSON. Raises ``keys.NoKeys``."""
    signer = keys.signer()
    did = did_web(certificate.snapshot["verify_site"])
    unsigned = build(facts(certificate, snapshot, email=email))
    document = sign(unsigned, signer.proof, did=did, created=certificate.issued_at)
    jwt = to_jwt(unsigned, signer.jwt, kid=key_address(did, signer.jwt.public))
    return Signed(written(document), jwt.encode(), signer.proof.public.multibase)


def facts(certificate: Certificate, snapshot: Snapshot, *, email: str) -> CredentialFacts:
    """All that the credential says, from what is printed, and its holder's address as a salted hash."""
    site = certificate.snapshot["verify_site"]
    own = UUID(certificate.public_id)
    assert certificate.status_list is not None
    assert certificate.status_index is not None
    return CredentialFacts(
        id=own.urn,
        issuer=issuer(certificate),
        subject=Subject(
            name=snapshot.holder_name, email=email or None, salt=_salt(certificate), id=uuid5(own, "subject").urn
        ),
        achievement=_achievement(
            achievement_url(site, certificate.snapshot["pathway_slug"]),
            name=snapshot.pathway_name,
            program=snapshot.program_name,
            criteria=snapshot.requirements,
        ),
        name=f"{snapshot.pathway_name} ({snapshot.number})",
        description=_description(snapshot.pathway_name, snapshot.program_name, snapshot.requirements),
        awarded=certificate.issued_at,
        valid_from=certificate.issued_at,
        valid_until=_end(snapshot),
        status_list_url=list_url(site, certificate.status_list),
        status_index=certificate.status_index,
    )


def issuer(certificate: Certificate) -> Issuer:
    site = certificate.snapshot["verify_site"]
    name = certificate.snapshot["institution_name"]
    if certificate.snapshot["demonstration"]:
        name = f"{name} (Demonstration)"
    return Issuer(did=did_web(site), name=name, url=f"{site}/", image_url=f"{site}/achievements/issuer.png")


def achievement_document(achieved: Achieved) -> Document:
    """An achievement by itself, as its own address answers programs that ask for it."""
    url = achievement_url(settings.SITE_URL, achieved.slug)
    alignment = tuple(
        Alignment(
            name=row.name,
            url=f"{url}#competency-{row.key}",
            framework=f"{achieved.program}: {achieved.name}",
            description=row.question,
        )
        for row in achieved.competencies
    )
    told = _achievement(url, name=achieved.name, program=achieved.program, criteria=achieved.criteria)
    return {"@context": [CREDENTIALS, OPEN_BADGES], **replace(told, alignment=alignment).as_document()}


def _achievement(url: str, *, name: str, program: str, criteria: Sequence[str]) -> Achievement:
    words = _description(name, program, criteria)
    return Achievement(
        id=url,
        name=name,
        description=words,
        criteria_id=f"{url}#criteria",
        criteria_narrative="\n".join(f"- {line}" for line in criteria) or words,
        image_url=f"{url}badge.png",
    )


def achievement_url(site: str, slug: str) -> str:
    return f"{site}/achievements/{slug}/"


def list_url(site: str, number: int) -> str:
    return f"{site}/credentials/status/{number}"


def _salt(certificate: Certificate) -> str:
    """One for each credential, and the same however often a worker begins anew."""
    return hmac.new(settings.SECRET_KEY.encode(), certificate.public_id.encode(), hashlib.sha256).hexdigest()


def _description(name: str, program: str, criteria: Sequence[str]) -> str:
    """The sentence on the sheet, without a person's name: an achievement knows nobody."""
    return f"{name}. {program}." if criteria else name


def _end(snapshot: Snapshot) -> datetime | None:
    """The last second of its last day by the program's calendar."""
    if snapshot.last_day is None:
        return None
    midnight = datetime.combine(snapshot.last_day + timedelta(days=1), time(), ZoneInfo(settings.TIME_ZONE))
    return midnight.astimezone(UTC) - timedelta(seconds=1)
