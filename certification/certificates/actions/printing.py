"""The files of a certificate: rendered, signed, stored, noted in the journal, and only then shown and mailed."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from certification.certificates import badges, pictures, queries, rendering, rules, seal
from certification.certificates.actions import journal
from certification.certificates.actions.issuing import NotApproved
from certification.certificates.models import Certificate, CertificateFile, Credential, Holder, JournalEntry
from courses.progress.chain import digest
from lms.actions import Clock
from lms.failpoints import failpoint

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Printed:
    """All bytes of a certificate; one from before there were credentials has no signed ones."""

    pdf: bytes
    signed: badges.Signed | None


def render(certificate_id: int, *, clock: Clock = timezone.now) -> CertificateFile | None:
    """Render, sign, store and note a certificate's files; what is done already is left alone.

    A worker that died after writing a file is followed by one that writes it again, under the same name. A certificate
    that was revoked or whose holder was erased before it was printed stays without files. Raises ``NotApproved`` for
    one that nobody approved, and ``keys.NoKeys`` where there is nothing to sign with.
    """
    certificate = queries.unprinted().filter(pk=certificate_id).first()
    if certificate is not None:
        journal.require_in_step()
        printed = _printed(certificate)
        failpoint("certificates.rendered")
        _keep(certificate, printed, clock)
    journal.write_waiting(clock=clock)
    return CertificateFile.objects.filter(certificate=certificate_id).first()


def _printed(certificate: Certificate) -> _Printed:
    snapshot = queries.printed(certificate)
    images = pictures.load(snapshot.pictures)
    if certificate.status_index is None:
        return _Printed(seal.sealed(rendering.render(snapshot, images=images)), None)
    if not rules.approvals.holds(certificate.approval):
        raise NotApproved(certificate.number)
    person = certificate.holder.person
    signed = badges.signed(certificate, snapshot, email=person.email if person else "")
    pdf = rendering.render(snapshot, attachment=signed.document, images=images)
    return _Printed(seal.sealed(pdf), signed)


@transaction.atomic
def _keep(certificate: Certificate, printed: _Printed, clock: Clock) -> None:
    """Of two workers one stores and notes, the other finds the note; an erasure that went before finds nothing new."""
    # An erasure takes the same lock before it looks for files, and locks the person last.
    Holder.objects.select_for_update(no_key=True).get(certificate=certificate)
    # A revocation takes this one.
    Certificate.objects.select_for_update(no_key=True).get(pk=certificate.pk)
    if queries.unprinted().filter(pk=certificate.pk).exists():
        _store(certificate, printed, at=clock())


def _store(certificate: Certificate, printed: _Printed, *, at: datetime) -> None:
    hashes = {"pdf": _hash(printed.pdf)}
    path = _save(path_of(certificate, "pdf"), printed.pdf)
    if printed.signed is not None:
        signed = printed.signed
        hashes |= {"json": _hash(signed.document), "jwt": _hash(signed.jwt), "key": signed.key}
        Credential.objects.create(
            certificate=certificate,
            path=_save(path_of(certificate, "json"), signed.document),
            sha256=hashes["json"],
            jwt_path=_save(path_of(certificate, "jwt"), signed.jwt),
            jwt_sha256=hashes["jwt"],
            key=signed.key,
            signed_at=at,
        )
    failpoint("certificates.stored")
    CertificateFile.objects.create(
        certificate=certificate, path=path, sha256=hashes["pdf"], size=len(printed.pdf), stored_at=at
    )
    failpoint("certificates.noted")
    journal.note(JournalEntry.Kind.ISSUED, certificate, told(certificate, hashes), at=at)


def path_of(certificate: Certificate, kind: str) -> str:
    """Where the file of a kind (``pdf``, ``json``, ``jwt``) is kept: it follows from the certificate alone."""
    return f"{certificate.issued_at:%Y}/{certificate.public_id}.{kind}"


def told(certificate: Certificate, hashes: dict[str, str]) -> dict[str, Any]:
    """All of a certificate but its name: enough to answer for it where the database has lost it."""
    return {
        "number": certificate.number,
        "serial": certificate.serial,
        "public_id": certificate.public_id,
        "cause": certificate.cause,
        "issued_at": certificate.issued_at.isoformat(),
        "snapshot": certificate.snapshot,
        "snapshot_sha256": digest(certificate.snapshot),
        "approval": certificate.approval,
        "replaces": certificate.replaces.number if certificate.replaces else "",
        "why": certificate.why,
        "status": [certificate.status_list, certificate.status_index],
        "files": hashes,
    }


def _save(name: str, content: bytes) -> str:
    return str(storages["certificates"].save(name, ContentFile(content)))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sweep(*, clock: Clock = timezone.now) -> int:
    """Finish what a dead worker left; one certificate's trouble doesn't keep the others from theirs."""
    if journal.out_of_step() is not None:
        logger.error("Nothing is issued: the journal and the database are out of step")
        return 0
    for pk in queries.unnoted().order_by("pk").values_list("pk", flat=True):
        _note_earlier(pk, clock)
    journal.write_waiting(clock=clock)
    done = 0
    for pk in queries.unprinted().order_by("pk").values_list("pk", flat=True):
        try:
            render(pk, clock=clock)
        except Exception:  # the outer edge of a periodic task: logged, tried again at the next turn
            logger.exception("certificate %s could not be rendered", pk)
        else:
            done += 1
    return done


@transaction.atomic
def _note_earlier(pk: int, clock: Clock) -> None:
    """Let the journal know of a certificate from before there was one; its holder was told then, and isn't again."""
    Certificate.objects.select_for_update(no_key=True).get(pk=pk)
    certificate = queries.unnoted().filter(pk=pk).first()
    if certificate is not None:
        journal.note(JournalEntry.Kind.ISSUED, certificate, told(certificate, _hashes(certificate)), at=clock())


def _hashes(certificate: Certificate) -> dict[str, str]:
    signed = Credential.objects.filter(certificate=certificate).first()
    found = {"json": signed.sha256, "jwt": signed.jwt_sha256, "key": signed.key} if signed else {}
    return {"pdf": certificate.file.sha256, **found}
