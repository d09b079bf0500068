"""What holders are told once the journal knows of it."""

from collections.abc import Mapping

from certification.certificates.models import BatchRow, Certificate, JournalEntry, Revocation, Suspension
from certification.certificates.queries import audience
from lms.failpoints import failpoint
from lms.mail import actions as mail

Kind = JournalEntry.Kind
Why = Certificate.Why
# What a new certificate is announced as; the first one of a cause is congratulated on.
_READY = {
    "": "certificate_ready",
    Why.RENEWAL: "certificate_renewed",
    Why.NAME: "certificate_replaced",
    Why.ERROR: "certificate_replaced",
    Why.DESIGN: "certificate_replaced",
    Why.KEY: "certificate_replaced",
}


def announce(entry: JournalEntry) -> None:
    """In the transaction that notes the entry as written: a certificate is ready, or it is one no longer."""
    certificate = entry.certificate
    if certificate is None:
        return
    if entry.kind == Kind.ISSUED:
        _tell(_READY[certificate.why], certificate, cause=_cause_of(certificate))
        failpoint("certificates.mail_queued")
    else:
        name = f"certificate_{entry.kind}"
        _tell(name, certificate, cause=f"{name}:{entry.seq}", more={"reason": _reason(entry.kind, certificate)})


def _cause_of(certificate: Certificate) -> str:
    """Of all that one job issues anew, its holder has one mail."""
    row = BatchRow.objects.filter(made=certificate).first()
    if row is None:
        return f"certificate_ready:{certificate.pk}"
    return f"certificates_of_job:{row.batch_id}:{certificate.holder.person_id}"


def _reason(kind: str, certificate: Certificate) -> str:
    """The one that everybody may read; the other stays with staff."""
    if kind == Kind.REVOKED:
        return Revocation.objects.get(certificate=certificate).public_reason
    newest = Suspension.objects.filter(certificate=certificate).first()
    return newest.public_reason if newest and kind == Kind.SUSPENDED else ""


def _tell(name: str, certificate: Certificate, *, cause: str, more: Mapping[str, object] | None = None) -> None:
    if certificate.holder.person is None:
        return
    context = {"number": certificate.number, "public_id": certificate.public_id}
    context |= {"pathway": certificate.snapshot["pathway_name"], "name": certificate.holder.name}
    mail.queue(name, to=certificate.holder.person, cause=cause, context={**context, **(more or {})})


def tell_of_proposal(certificate: Certificate, *, proposal_id: int, proposed_by: int) -> None:
    """In the transaction of a proposal to revoke: to all who could agree to it."""
    context = {"number": certificate.number, "certificate_id": certificate.pk}
    context |= {"pathway": certificate.snapshot["pathway_name"]}
    for person in audience.could_agree(certificate, proposed_by=proposed_by):
        mail.queue(
            "revocation_proposed", to=person, cause=f"revocation_proposed:{proposal_id}:{person.pk}", context=context
        )


def tell_of_move(certificate: Certificate, *, cause: str) -> None:
    """In the transaction that gives a certificate to another account: to whoever holds it now."""
    _tell("certificate_moved", certificate, cause=cause)
