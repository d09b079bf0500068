"""From a certificate's snapshot to its Open Badges: what the credential says, signed in both of its forms."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import slugify

from certification.certificates import keys
from certification.certificates.models import Certificate
from certification.certificates.snapshots import Snapshot
from certification.credentials.credential import Achievement, CredentialFacts, Subject, build
from certification.credentials.did import did_web, key_address
from certification.credentials.documents import written
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
    achievement = f"{site}/achievements/{slug_of(certificate)}/"
    words = _statement(snapshot)
    assert certificate.status_list is not None
    assert certificate.status_index is not None
    return CredentialFacts(
        id=own.urn,
        issuer=issuer(certificate),
        subject=Subject(
            name=snapshot.holder_name, email=email or None, salt=_salt(certificate), id=uuid5(own, "subject").urn
        ),
        achievement=Achievement(
            id=achievement,
            name=snapshot.pathway_name,
            description=words,
            criteria_id=f"{achievement}#criteria",
            criteria_narrative="\n".join(f"- {line}" for line in snapshot.requirements) or words,
            image_url=f"{achievement}badge.png",
        ),
        name=f"{snapshot.pathway_name} ({snapshot.number})",
        description=words,
        awarded=certificate.issued_at,
        valid_from=certificate.issued_at,
        valid_until=_end(snapshot),
        status_list_url=list_url(site, certificate.status_list),
        status_index=certificate.status_index,
    )


def slug_of(certificate: Certificate) -> str:
    """By which its achievement is found. Those from before there were badges kept only the pathway's name."""
    return str(certificate.snapshot.get("pathway_slug") or slugify(certificate.snapshot["pathway_name"]))


def issuer(certificate: Certificate) -> Issuer:
    site = certificate.snapshot["verify_site"]
    name = certificate.snapshot["institution_name"]
    if certificate.snapshot["demonstration"]:
        name = f"{name} (Demonstration)"
    return Issuer(did=did_web(site), name=name, url=f"{site}/", image_url=f"{site}/achievements/issuer.png")


def list_url(site: str, number: int) -> str:
    return f"{site}/credentials/status/{number}"


def _salt(certificate: Certificate) -> str:
    """One for each credential, and the same however often a worker begins anew."""
    return hmac.new(settings.SECRET_KEY.encode(), certificate.public_id.encode(), hashlib.sha256).hexdigest()


def _statement(snapshot: Snapshot) -> str:
    """The sentence on the sheet, without the name: an achievement knows nobody."""
    return snapshot.pathway_name if not snapshot.requirements else f"{snapshot.pathway_name}. {snapshot.program_name}."


def _end(snapshot: Snapshot) -> datetime | None:
    """The last second of its last day by the program's calendar."""
    if snapshot.last_day is None:
        return None
    midnight = datetime.combine(snapshot.last_day + timedelta(days=1), time(), ZoneInfo(settings.TIME_ZONE))
    return midnight.astimezone(UTC) - timedelta(seconds=1)
