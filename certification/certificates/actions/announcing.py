"""What holders are told once the journal knows of it."""

from certification.certificates.models import Certificate, JournalEntry
from lms.failpoints import failpoint
from lms.mail import actions as mail


def announce(entry: JournalEntry) -> None:
    """In the transaction that notes the entry as written: a certificate is ready, or it is one no longer."""
    if entry.kind == JournalEntry.Kind.ISSUED and entry.certificate is not None:
        _ready(entry.certificate)
        failpoint("certificates.mail_queued")


def _ready(certificate: Certificate) -> None:
    if certificate.holder.person is None:
        return
    context = {"number": certificate.number, "public_id": certificate.public_id}
    context |= {"pathway": certificate.snapshot["pathway_name"], "name": certificate.holder.name}
    cause = f"certificate_ready:{certificate.pk}"
    mail.queue("certificate_ready", to=certificate.holder.person, cause=cause, context=context)
