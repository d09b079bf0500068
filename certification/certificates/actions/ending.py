"""What ends a certificate, or interrupts it: one person suspends it at once, two revoke it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certification.certificates import queries, rules
from certification.certificates.actions import journal
from certification.certificates.actions.announcing import tell_of_proposal
from certification.certificates.models import (
    Certificate,
    Holder,
    JournalEntry,
    Revocation,
    RevocationProposal,
    Suspension,
)
from certification.certificates.rules import Reason
from certification.certificates.words import WORDS
from lms.actions import Clock, Refused, schedule
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def suspend(
    *, certificate_id: int, public_reason: str, private_reason: str, by: User, clock: Clock = timezone.now
) -> Suspension:
    """Say that a certificate doesn't hold for now. Raises ``Refused``."""
    certificate = _locked(certificate_id)
    at = clock()
    _require(
        rules.decide_suspension(
            revoked=_is_revoked(certificate),
            suspended=_open_suspension(certificate) is not None,
            own=_is_own(certificate, by),
            public_reason=public_reason,
        )
    )
    made = Suspension.objects.create(
        certificate=certificate,
        suspended_at=at,
        suspended_by=by,
        public_reason=public_reason.strip(),
        private_reason=private_reason.strip(),
    )
    _note(JournalEntry.Kind.SUSPENDED, certificate, at=at)
    audit.record("certificates.suspend", about=certificate, by=by)
    return made


@transaction.atomic
def reinstate(*, certificate_id: int, because: str, by: User, clock: Clock = timezone.now) -> Suspension:
    """Lift a suspension: the certificate holds again, as if it had never been interrupted. Raises ``Refused``."""
    certificate = _locked(certificate_id)
    at = clock()
    suspension = _open_suspension(certificate)
    _require(
        rules.decide_reinstatement(
            revoked=_is_revoked(certificate),
            suspended=suspension is not None,
            own=_is_own(certificate, by),
            because=because,
        )
    )
    assert suspension is not None
    suspension.lifted_at, suspension.lifted_by, suspension.lifted_because = at, by, because.strip()
    suspension.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    _note(JournalEntry.Kind.REINSTATED, certificate, at=at)
    audit.record("certificates.reinstate", about=certificate, by=by)
    return suspension


@transaction.atomic
def propose_revocation(
    *, certificate_id: int, public_reason: str, private_reason: str, by: User, clock: Clock = timezone.now
) -> RevocationProposal:
    """Say that a certificate should be revoked; another person has to agree. Raises ``Refused``."""
    certificate = _locked(certificate_id)
    _require(
        rules.decide_proposal(
            revoked=_is_revoked(certificate),
            proposed=_open_proposal(certificate) is not None,
            own=_is_own(certificate, by),
            public_reason=public_reason,
        )
    )
    made = RevocationProposal.objects.create(
        certificate=certificate,
        proposed_at=clock(),
        proposed_by=by,
        public_reason=public_reason.strip(),
        private_reason=private_reason.strip(),
    )
    audit.record("certificates.propose_revocation", about=certificate, by=by)
    tell_of_proposal(certificate, proposal_id=made.pk, proposed_by=by.pk)
    return made


@transaction.atomic
def withdraw_proposal(*, certificate_id: int, by: User, clock: Clock = timezone.now) -> RevocationProposal:
    """End a proposal without a revocation: by who made it, or by who doesn't agree. Raises ``Refused``."""
    certificate = _locked(certificate_id)
    proposal = _open_proposal(certificate)
    _require(rules.decide_withdrawal(proposed=proposal is not None, own=_is_own(certificate, by)))
    assert proposal is not None
    _end(proposal, by=by, at=clock())
    audit.record("certificates.withdraw_proposal", about=certificate, by=by)
    return proposal


@transaction.atomic
def revoke(*, certificate_id: int, by: User, clock: Clock = timezone.now) -> Revocation:
    """Agree to what another person proposed: the certificate no longer holds, and says so. Raises ``Refused``."""
    certificate = _locked(certificate_id)
    at = clock()
    proposal = _open_proposal(certificate)
    _require(
        rules.decide_revocation(
            revoked=_is_revoked(certificate),
            proposed=proposal is not None,
            proposer=proposal is not None and proposal.proposed_by_id == by.pk,
            own=_is_own(certificate, by),
        )
    )
    assert proposal is not None
    _end(proposal, by=by, at=at)
    made = Revocation.objects.create(
        certificate=certificate,
        revoked_at=at,
        revoked_by=by,
        proposed_by=proposal.proposed_by,
        public_reason=proposal.public_reason,
        private_reason=proposal.private_reason,
    )
    _note(JournalEntry.Kind.REVOKED, certificate, at=at)
    audit.record("certificates.revoke", about=certificate, by=by)
    schedule("certificates.sign_lists")
    return made


def _locked(certificate_id: int) -> Certificate:
    return Certificate.objects.select_for_update(no_key=True).get(pk=certificate_id)


def _note(kind: str, certificate: Certificate, *, at: datetime) -> None:
    """The reason for all to read may speak of a person, and stays out of the journal."""
    journal.note(kind, certificate, {"number": certificate.number, "public_id": certificate.public_id}, at=at)


def _is_revoked(certificate: Certificate) -> bool:
    return Revocation.objects.filter(certificate=certificate).exists()


def _is_own(certificate: Certificate, by: User) -> bool:
    return Holder.objects.filter(certificate=certificate, person=by).exists()


def _open_suspension(certificate: Certificate) -> Suspension | None:
    return Suspension.objects.filter(certificate=certificate, lifted_at=None).first()


def _open_proposal(certificate: Certificate) -> RevocationProposal | None:
    return queries.open_proposals().filter(certificate=certificate).first()


def _end(proposal: RevocationProposal, *, by: User, at: datetime) -> None:
    proposal.ended_at, proposal.ended_by = at, by
    proposal.save(update_fields=["ended_at", "ended_by"])


def _require(reasons: tuple[Reason, ...]) -> None:
    if reasons:
        raise Refused(reasons, WORDS)
