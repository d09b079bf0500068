"""Reads for the pages of certificates; each states its cost in queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from certification.certificates import rules
from certification.certificates.models import Certificate, Holder, JournalEntry, RevocationProposal, Suspension
from certification.certificates.snapshots import Snapshot
from certification.certificates.words import KINDS, STANDINGS
from lms.people.models import User

# What a snapshot keeps for later, beside what is printed.
_NOT_PRINTED = frozenset({"verify_site", "pathway_slug", "renewal"})
# Nothing is shown before it stands there.
_JOURNALLED = Exists(
    JournalEntry.objects.filter(kind=JournalEntry.Kind.ISSUED, certificate=OuterRef("pk")).exclude(written_at=None)
)


def printed(certificate: Certificate) -> Snapshot:
    """All that stands on the certificate. No query, given a certificate with its holder."""
    facts = {key: value for key, value in certificate.snapshot.items() if key not in _NOT_PRINTED}
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
    facts = {key: value for key, value in snapshot.items() if key not in _NOT_PRINTED}
    nobodys = {"number": "", "public_id": "", "verify_url": f"{snapshot['verify_site']}/verify/"}
    return Snapshot.from_document(facts | nobodys | {"holder_name": name, "name_language": name_language})


def verify_url(certificate: Certificate) -> str:
    """The address that is printed, and that its code leads to. No query."""
    return f"{certificate.snapshot['verify_site']}/verify/{certificate.public_id}/"


def whole() -> QuerySet[Certificate]:
    """Certificates with holder, files, end, and what stands for what. Three queries."""
    related = ("holder__person", "file", "credential", "revocation", "replaces", "replaced_by__file")
    open_ones = Prefetch("suspensions", Suspension.objects.filter(lifted_at=None), to_attr="open_suspensions")
    return Certificate.objects.select_related(*related).annotate(is_journalled=_JOURNALLED).prefetch_related(open_ones)


def unprinted() -> QuerySet[Certificate]:
    """Certificates that still want their files: neither revoked nor forgotten before they were made. Two queries."""
    return whole().filter(file=None, revocation=None, holder__person__isnull=False)


def unnoted() -> QuerySet[Certificate]:
    """Those printed before there was a journal, which nobody is shown until it knows them. Two queries."""
    return whole().exclude(file=None).exclude(journal__kind=JournalEntry.Kind.ISSUED)


def shown() -> QuerySet[Certificate]:
    """Those that may be shown: the journal knows them. Two queries."""
    return whole().filter(_JOURNALLED)


def held_by(person: User) -> QuerySet[Certificate]:
    """A person's certificates, newest first. Two queries."""
    return whole().filter(holder__person=person)


def open_proposals() -> QuerySet[RevocationProposal]:
    """What somebody would see revoked, and nobody has answered. One query."""
    return RevocationProposal.objects.filter(ended_at=None).select_related("proposed_by", "certificate")


def is_shown(certificate: Certificate) -> bool:
    """Whether the journal knows it. No query, given a certificate from ``whole()``."""
    return bool(certificate.is_journalled)  # type: ignore[attr-defined]


def suspension_of(certificate: Certificate) -> Suspension | None:
    """The suspension that is open. No query, given a certificate from ``whole()``."""
    return next(iter(certificate.open_suspensions), None)  # type: ignore[attr-defined]


def successor_of(certificate: Certificate) -> Certificate | None:
    """The one that stands for it now. No query, given a certificate from ``whole()``."""
    return getattr(certificate, "replaced_by", None)


def facts_of(certificate: Certificate) -> rules.Facts:
    """What has happened to it. No query, given a certificate from ``whole()``."""
    suspension = suspension_of(certificate)
    return rules.Facts(
        revoked_at=certificate.revocation.revoked_at if hasattr(certificate, "revocation") else None,
        suspended_at=suspension.suspended_at if suspension else None,
        replaced=successor_of(certificate) is not None,
        valid_until=last_day(certificate),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What anybody who checks a certificate is told. ``name``: empty where it may not be shown."""

    certificate: Certificate
    standing: rules.Standing
    name: str

    @property
    def standing_words(self) -> str:
        return str(STANDINGS[self.standing])

    @property
    def pathway(self) -> str:
        return str(self.certificate.snapshot["pathway_name"])

    @property
    def verify_url(self) -> str:
        return verify_url(self.certificate)

    @property
    def kind(self) -> rules.Kind:
        return kind_of(self.certificate)

    @property
    def kind_words(self) -> str:
        return str(KINDS[self.kind])

    @property
    def valid_until(self) -> date | None:
        return last_day(self.certificate)

    @property
    def revoked_at(self) -> datetime | None:
        return self.certificate.revocation.revoked_at if hasattr(self.certificate, "revocation") else None

    @property
    def suspended_at(self) -> datetime | None:
        suspension = suspension_of(self.certificate)
        return suspension.suspended_at if suspension else None

    @property
    def public_reason(self) -> str:
        """Why it doesn't hold, where somebody said so."""
        if hasattr(self.certificate, "revocation"):
            return self.certificate.revocation.public_reason
        suspension = suspension_of(self.certificate)
        return suspension.public_reason if suspension else ""

    @property
    def successor(self) -> Certificate | None:
        return successor_of(self.certificate)


def answer(certificate: Certificate, *, with_name: bool, at: datetime) -> Answer:
    """No query, given a certificate from ``whole()``. Last days end by the program's calendar."""
    today = timezone.localdate(at, timezone.get_default_timezone())
    found = rules.standing(facts_of(certificate), today=today)
    return Answer(certificate, found, certificate.holder.name if with_name else "")


def kind_of(certificate: Certificate) -> rules.Kind:
    """On what it rests; a snapshot says so only where that is unusual. No query."""
    return rules.Kind(certificate.snapshot.get("kind", rules.Kind.TRAINED))


def last_day(certificate: Certificate) -> date | None:
    """The last day on which it holds; ``None`` if it lasts. No query."""
    day = certificate.snapshot.get("valid_until")
    return date.fromisoformat(day) if day else None


def by_public_id(public_id: str, *, at: datetime) -> Answer | None:
    """Who knows the random id was shown the certificate, and reads the name, if its holder agrees. Two queries."""
    found = shown().filter(public_id=public_id).first()
    return answer(found, with_name=found.holder.shown != Holder.Shown.NOBODY, at=at) if found else None


def by_number(typed: str, *, at: datetime) -> Answer | None:
    """Numbers can be guessed: there is the standing, and no name. Two queries at most."""
    number = rules.spelled(typed)
    found = shown().filter(number=number).first() if number else None
    return answer(found, with_name=False, at=at) if found else None
