"""Reads for the pages of certificates; each states its cost in queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from certification.certificates import rules
from certification.certificates.models import Certificate
from certification.certificates.snapshots import Snapshot
from certification.certificates.words import KINDS
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
    def kind(self) -> rules.Kind:
        return rules.Kind(self.certificate.snapshot.get("kind", rules.Kind.TRAINED))

    @property
    def kind_words(self) -> str:
        return str(KINDS[self.kind])

    @property
    def valid_until(self) -> date | None:
        return _last_day(self.certificate)

    @property
    def revoked_at(self) -> datetime | None:
        return self.certificate.revocation.revoked_at if hasattr(self.certificate, "revocation") else None

    @property
    def public_reason(self) -> str:
        return self.certificate.revocation.public_reason if hasattr(self.certificate, "revocation") else ""


def answer(certificate: Certificate, *, with_name: bool, at: datetime) -> Answer:
    """No query, given a certificate from ``whole()``. Last days end by the program's calendar."""
    revoked_at = certificate.revocation.revoked_at if hasattr(certificate, "revocation") else None
    today = timezone.localdate(at, timezone.get_default_timezone())
    found = rules.standing(revoked_at=revoked_at, today=today, valid_until=_last_day(certificate))
    return Answer(certificate, found, certificate.holder.name if with_name else "")


def _last_day(certificate: Certificate) -> date | None:
    day = certificate.snapshot.get("valid_until")
    return date.fromisoformat(day) if day else None


def by_public_id(public_id: str, *, at: datetime) -> Answer | None:
    """Who knows the random id was shown the certificate, and reads the name. One query."""
    found = whole().filter(public_id=public_id).first()
    return answer(found, with_name=True, at=at) if found else None


def by_number(typed: str, *, at: datetime) -> Answer | None:
    """Numbers can be guessed: there is the standing, and no name. One query at most."""
    number = rules.spelled(typed)
    found = whole().filter(number=number).first() if number else None
    return answer(found, with_name=False, at=at) if found else None
