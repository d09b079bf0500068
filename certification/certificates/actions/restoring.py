"""After an older database was restored: what the journal knows is told to it again, before anything goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from certification.certificates import journal
from certification.certificates.actions.announcing import announce
from certification.certificates.actions.issuing import COUNTER as CERTIFICATES
from certification.certificates.actions.issuing import RESTORED_CAUSE
from certification.certificates.actions.journal import COUNTER as JOURNAL
from certification.certificates.actions.journal import write_waiting
from certification.certificates.actions.printing import path_of
from certification.certificates.models import (
    Certificate,
    CertificateFile,
    Counter,
    Credential,
    Holder,
    JournalEntry,
    Revocation,
    RevocationProposal,
    Suspension,
)
from certification.certificates.words import RESTORED
from courses.progress.chain import instant
from lms.actions import Clock
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import User

Kind = JournalEntry.Kind


@dataclass(slots=True)
class Reconciled:
    """What was told again, and how many mails wait for somebody to look at them."""

    issued: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    suspended: list[str] = field(default_factory=list)
    reinstated: list[str] = field(default_factory=list)
    entries: int = 0
    mails: int = 0


@transaction.atomic
def reconcile(*, by: User, clock: Clock = timezone.now) -> Reconciled:
    """Replay the journal's entries that the database lacks, all or none; mails that it would send wait for staff.

    Certificates come back with number, dates and standing, without holder and name: whom they belonged to was lost with
    the database, and a row of the same key may be somebody else by now. Two at once: the later one finds nothing to do.
    Raises ``journal.Damaged`` for a journal that can't be read, or that tells of another database's certificates.
    """
    at = clock()
    counters = _locked()
    last = JournalEntry.objects.order_by("-seq").first()
    seq, before = (last.seq, last.digest) if last else (0, journal.BEGINNING)
    told = Reconciled()
    _note_known(at)
    for entry in journal.since(seq, before=before):
        _tell(entry, told, by)
        _note(entry, at=at)
        counters["journal"].last = entry.seq
        told.entries += 1
    highest = Certificate.objects.order_by("-serial").values_list("serial", flat=True).first() or 0
    counters["certificates"].last = max(counters["certificates"].last, highest)
    Counter.objects.bulk_update(counters.values(), ["last"])
    if told.entries:
        told.mails = mail.hold(because=str(RESTORED))
    return told


def _locked() -> dict[str, Counter]:
    """Both counters in the order in which an issue takes them: nothing is issued or noted meanwhile."""
    names = (CERTIFICATES, JOURNAL)
    for name in names:
        Counter.objects.get_or_create(name=name)
    return {name: Counter.objects.select_for_update(no_key=True).get(name=name) for name in names}


def _note_known(at: datetime) -> None:
    """Entries that were noted but not written when the copy was made, and have been written since.

    What they announce is queued here, with all other mail that waits for staff: it may have been sent.
    """
    rows = JournalEntry.objects.filter(written_at=None).order_by("seq").select_related("certificate__holder__person")
    for row in rows:
        if not journal.holds(row.seq):
            return
        if journal.read(row.seq).digest != row.digest:
            raise journal.Damaged(f"entry {row.seq} is another one in the database")
        row.written_at = at
        row.save(update_fields=["written_at"])
        announce(row)


def write_anew(*, clock: Clock = timezone.now) -> int:
    """Write the files of all entries into an empty folder: the journal itself was lost. Says how many there were.

    Raises ``journal.Damaged`` where the folder holds another journal.
    """
    rows = list(JournalEntry.objects.order_by("seq"))
    before = journal.BEGINNING
    for row in rows:
        at = instant(row.made_at)
        journal.create(journal.Entry(seq=row.seq, kind=row.kind, at=at, body=row.body, before=before))
        before = row.digest
    # Those that had no file before are told of now, as ever.
    write_waiting(clock=clock)
    return len(rows)


def _tell(entry: journal.Entry, told: Reconciled, by: User) -> None:
    """Raises ``journal.Damaged`` where what it tells can't be true beside what the database holds."""
    try:
        with transaction.atomic():
            certificate = _TELL[entry.kind](entry, told, by)
    except (IntegrityError, Certificate.DoesNotExist, KeyError) as error:
        raise journal.Damaged(f"entry {entry.seq} doesn't fit to what the database holds") from error
    if certificate is not None:
        audit.record("certificates.restore", about=certificate, by=by, data={"entry": entry.seq, "kind": entry.kind})


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


def _issued(entry: journal.Entry, told: Reconciled, _by: User) -> Certificate:
    body = entry.body
    known = Certificate.objects.filter(number=body["number"], public_id=body["public_id"]).first()
    if known is None:
        known = _made_again(body)
        Holder.objects.create(certificate=known, person=None)
    _note_files(known, body["files"], stored_at=datetime.fromisoformat(entry.at))
    told.issued.append(known.number)
    return known


def _made_again(body: Mapping[str, Any]) -> Certificate:
    status_list, status_index = body["status"]
    # One from before there was a journal may be lost for good; then it says no more that it stands for another.
    replaces = Certificate.objects.filter(number=body["replaces"]).first() if body["replaces"] else None
    return Certificate.objects.create(
        # The row that caused it may be another one by now.
        cause=f"{RESTORED_CAUSE}{body['number']}",
        serial=body["serial"],
        number=body["number"],
        public_id=body["public_id"],
        issued_at=datetime.fromisoformat(body["issued_at"]),
        snapshot=body["snapshot"],
        approval=body["approval"],
        replaces=replaces,
        why=body["why"] if replaces else "",
        status_list=status_list,
        status_index=status_index,
    )


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


def _revoked(entry: journal.Entry, told: Reconciled, by: User) -> Certificate:
    certificate = Certificate.objects.get(number=entry.body["number"])
    at = datetime.fromisoformat(entry.at)
    Revocation.objects.create(
        certificate=certificate, revoked_at=at, revoked_by=by, public_reason=str(RESTORED), private_reason=""
    )
    RevocationProposal.objects.filter(certificate=certificate, ended_at=None).update(ended_at=at, ended_by=by)
    told.revoked.append(certificate.number)
    return certificate


def _suspended(entry: journal.Entry, told: Reconciled, by: User) -> Certificate:
    certificate = Certificate.objects.get(number=entry.body["number"])
    at = datetime.fromisoformat(entry.at)
    Suspension.objects.create(certificate=certificate, suspended_at=at, suspended_by=by, public_reason=str(RESTORED))
    told.suspended.append(certificate.number)
    return certificate


def _reinstated(entry: journal.Entry, told: Reconciled, by: User) -> Certificate:
    certificate = Certificate.objects.get(number=entry.body["number"])
    Suspension.objects.filter(certificate=certificate, lifted_at=None).update(
        lifted_at=datetime.fromisoformat(entry.at), lifted_by=by, lifted_because=str(RESTORED)
    )
    told.reinstated.append(certificate.number)
    return certificate


def _listed(_entry: journal.Entry, _told: Reconciled, _by: User) -> None:
    """A list that was signed is signed anew when its time comes."""


_TELL: dict[str, Callable[[journal.Entry, Reconciled, User], Certificate | None]] = {
    Kind.ISSUED: _issued,
    Kind.REVOKED: _revoked,
    Kind.SUSPENDED: _suspended,
    Kind.REINSTATED: _reinstated,
    Kind.LISTED: _listed,
}
