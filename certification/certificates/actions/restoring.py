"""After an older database was restored: what the journal knows is told to it again, before anything goes on."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from certification.certificates import journal
from certification.certificates.actions.printing import path_of
from certification.certificates.models import (
    Certificate,
    CertificateFile,
    Counter,
    Credential,
    Holder,
    JournalEntry,
    Revocation,
    Suspension,
)
from certification.certificates.words import RESTORED
from courses.progress.chain import instant
from lms.actions import Clock
from lms.mail import actions as mail
from lms.people.models import User

logger = logging.getLogger(__name__)
Kind = JournalEntry.Kind


@dataclass(slots=True)
class Reconciled:
    """What was told again, and how many mails wait for somebody to look at them."""

    issued: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    suspended: list[str] = field(default_factory=list)
    reinstated: list[str] = field(default_factory=list)
    mails: int = 0


@transaction.atomic
def reconcile(*, by: User, clock: Clock = timezone.now) -> Reconciled:
    """Replay the journal's entries that the database lacks, all or none; mails that it would send wait for staff.

    Certificates come back with number, dates and standing, without holder and name: whom they belonged to was lost with
    the database, and a row of the same key may be somebody else by now. Raises ``journal.Damaged``.
    """
    at = clock()
    for name in ("certificates", "journal"):
        Counter.objects.get_or_create(name=name)
    counters = {row.name: row for row in Counter.objects.select_for_update(no_key=True).order_by("name")}
    last = JournalEntry.objects.order_by("-seq").first()
    seq, before = (last.seq, last.digest) if last else (0, journal.BEGINNING)
    told = Reconciled()
    for entry in journal.since(seq, before=before):
        _TELL[entry.kind](entry, told, by)
        _note(entry, at=at)
        counters["journal"].last = entry.seq
    highest = Certificate.objects.order_by("-serial").values_list("serial", flat=True).first() or 0
    counters["certificates"].last = max(counters["certificates"].last, highest)
    Counter.objects.bulk_update([counters["certificates"], counters["journal"]], ["last"])
    if counters["journal"].last > seq:
        told.mails = mail.hold(because=str(RESTORED))
    return told


def write_anew(*, clock: Clock = timezone.now) -> int:
    """Write the files of all entries into an empty folder: the journal itself was lost. Says how many there were."""
    rows = list(JournalEntry.objects.order_by("seq"))
    before = journal.BEGINNING
    for row in rows:
        at = instant(row.made_at)
        journal.create(journal.Entry(seq=row.seq, kind=row.kind, at=at, body=row.body, before=before))
        before = row.digest
    JournalEntry.objects.filter(written_at=None).update(written_at=clock())
    return len(rows)


def _note(entry: journal.Entry, *, at: datetime) -> None:
    number = entry.body.get("number")
    JournalEntry.objects.create(
        seq=entry.seq,
        kind=entry.kind,
        certificate=Certificate.objects.filter(number=number).first() if number else None,
        body=dict(entry.body),
        digest=entry.digest,
        made_at=datetime.fromisoformat(entry.at),
        written_at=at,
    )


def _issued(entry: journal.Entry, told: Reconciled, by: User) -> None:
    body = entry.body
    known = Certificate.objects.filter(number=body["number"], public_id=body["public_id"]).first()
    if known is None:
        status_list, status_index = body["status"]
        known = Certificate.objects.create(
            # The row that caused it may be another one by now.
            cause=f"restored/{body['number']}",
            serial=body["serial"],
            number=body["number"],
            public_id=body["public_id"],
            issued_at=datetime.fromisoformat(body["issued_at"]),
            snapshot=body["snapshot"],
            approval=body["approval"],
            replaces=Certificate.objects.filter(number=body["replaces"]).first() if body["replaces"] else None,
            why=body["why"],
            status_list=status_list,
            status_index=status_index,
        )
        Holder.objects.create(certificate=known, person=None)
    _note_files(known, body["files"], stored_at=datetime.fromisoformat(entry.at))
    told.issued.append(known.number)


def _note_files(certificate: Certificate, hashes: Mapping[str, str], *, stored_at: datetime) -> None:
    """Files aren't in a database's backup: what was stored is still there, and isn't printed a second time."""
    if CertificateFile.objects.filter(certificate=certificate).exists():
        return
    pdf, document, jwt = (path_of(certificate, kind) for kind in ("pdf", "json", "jwt"))
    stored = storages["certificates"]
    CertificateFile.objects.create(
        certificate=certificate,
        path=pdf,
        sha256=hashes["pdf"],
        size=stored.size(pdf) if stored.exists(pdf) else 0,
        stored_at=stored_at,
    )
    if "json" in hashes:
        Credential.objects.create(
            certificate=certificate,
            path=document,
            sha256=hashes["json"],
            jwt_path=jwt,
            jwt_sha256=hashes["jwt"],
            key=hashes["key"],
            signed_at=stored_at,
        )


def _revoked(entry: journal.Entry, told: Reconciled, by: User) -> None:
    certificate = Certificate.objects.get(number=entry.body["number"])
    at = datetime.fromisoformat(entry.at)
    Revocation.objects.get_or_create(
        certificate=certificate, defaults={"revoked_at": at, "revoked_by": by, "public_reason": str(RESTORED)}
    )
    told.revoked.append(certificate.number)


def _suspended(entry: journal.Entry, told: Reconciled, by: User) -> None:
    certificate = Certificate.objects.get(number=entry.body["number"])
    at = datetime.fromisoformat(entry.at)
    Suspension.objects.create(certificate=certificate, suspended_at=at, suspended_by=by, public_reason=str(RESTORED))
    told.suspended.append(certificate.number)


def _reinstated(entry: journal.Entry, told: Reconciled, by: User) -> None:
    number = entry.body["number"]
    Suspension.objects.filter(certificate__number=number, lifted_at=None).update(
        lifted_at=datetime.fromisoformat(entry.at), lifted_by=by, lifted_because=str(RESTORED)
    )
    told.reinstated.append(number)


def _listed(_entry: journal.Entry, _told: Reconciled, _by: User) -> None:
    """A list that was signed is signed anew when its time comes."""


_TELL: dict[str, Callable[[journal.Entry, Reconciled, User], None]] = {
    Kind.ISSUED: _issued,
    Kind.REVOKED: _revoked,
    Kind.SUSPENDED: _suspended,
    Kind.REINSTATED: _reinstated,
    Kind.LISTED: _listed,
}
