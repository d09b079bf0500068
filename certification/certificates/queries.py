"""Reads for the pages of certificates; each states its cost in queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from certification.certificates import rules
from certification.certificates.models import Certificate
from certification.certificates.snapshots import Snapshot
from lms.people.models import User


def printed(certificate: Certificate) -> Snapshot:
    """All that stands on the certificate. No query, given a certificate with its holder."""
    facts = dict(certificate.snapshot)
    facts.pop("verify_site")
    return Snapshot.from_document(
        facts
        | {
            "number": certificate.number,
            "public_id": certificate.public_id,
            "verify_url": verify_url(certificate),
            "holder_name": certificate.holder.name,
            "name_language": certificate.holder.name_language,
        }
    )


def unnumbered(snapshot: Mapping[str, Any], *, name: str, name_language: str) -> Snapshot:
    """What would stand on a certificate that isn't issued: its code leads to where numbers are checked. No query."""
    facts = {key: value for key, value in snapshot.items() if key != "verify_site"}
    nobodys = {"number": "", "public_id": "", "verify_url": f"{snapshot['verify_site']}/verify/"}
    return Snapshot.from_document(facts | nobodys | {"holder_name": name, "name_language": name_language})


def verify_url(certificate: Certificate) -> str:
    """The address that is printed, and that its code leads to. No query."""
    return f"{certificate.snapshot['verify_site']}/verify/{certificate.public_id}/"


def whole() -> QuerySet[Certificate]:
    """Certificates with holder, file and end. One query."""
    return Certificate.objects.select_related("holder__person", "file", "revocation")


def unprinted() -> QuerySet[Certificate]:
    """Certificates that still want their PDF: neither revoked nor forgotten before it was made. One query."""
    return whole().filter(file=None, revocation=None, holder__person__isnull=False)


def held_by(person: User) -> QuerySet[Certificate]:
    """A person's certificates, newest first. One query."""
    return whole().filter(holder__person=person)


@dataclass(frozen=True, slots=True)
class Answer:
    """What anybody who checks a certificate is told."""

    certificate: Certificate
    standing: rules.Standing
    name: str

    @property
    def pathway(self) -> str:
        return str(self.certificate.snapshot["pathway_name"])

    @property
    def verify_url(self) -> str:
        return verify_url(self.certificate)

    @property
    def revoked_at(self) -> datetime | None:
        return self.certificate.revocation.revoked_at if hasattr(self.certificate, "revocation") else None

    @property
    def public_reason(self) -> str:
        return self.certificate.revocation.public_reason if hasattr(self.certificate, "revocation") else ""


def answer(certificate: Certificate, *, with_name: bool) -> Answer:
    """No query, given a certificate from ``whole()``."""
    revoked_at = certificate.revocation.revoked_at if hasattr(certificate, "revocation") else None
    name = certificate.holder.name if with_name else ""
    return Answer(certificate, rules.standing(revoked_at=revoked_at), name)


def by_public_id(public_id: str) -> Answer | None:
    """Who knows the random id was shown the certificate, and reads the name. One query."""
    found = whole().filter(public_id=public_id).first()
    return answer(found, with_name=True) if found else None


def by_number(typed: str) -> Answer | None:
    """Numbers can be guessed: there is the standing, and no name. One query at most."""
    number = rules.spelled(typed)
    found = whole().filter(number=number).first() if number else None
    return answer(found, with_name=False) if found else None
