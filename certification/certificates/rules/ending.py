"""Whether a certificate holds, and who may end that."""

from dataclasses import dataclass
from datetime import date, datetime

from certification.certificates.rules.base import Reason, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What has happened to a certificate; ``valid_until`` is the last day on which it holds."""

    revoked_at: datetime | None = None
    suspended_at: datetime | None = None
    replaced: bool = False
    valid_until: date | None = None


def standing(facts: Facts, *, today: date) -> Standing:
    """The gravest that is true: who checks it wants to know that first."""
    if facts.revoked_at is not None:
        return Standing.REVOKED
    if facts.suspended_at is not None:
        return Standing.SUSPENDED
    if facts.replaced:
        return Standing.SUPERSEDED
    return Standing.EXPIRED if facts.valid_until is not None and facts.valid_until < today else Standing.VALID


def _unmet(*conditions: tuple[bool, Reason]) -> tuple[Reason, ...]:
    return tuple(reason for holds, reason in conditions if not holds)


def decide_suspension(*, revoked: bool, suspended: bool, own: bool, public_reason: str) -> tuple[Reason, ...]:
    """Why one person can't suspend it now; empty if they can."""
    return _unmet(
        (not revoked, Reason.ALREADY_REVOKED),
        (not suspended, Reason.ALREADY_SUSPENDED),
        (not own, Reason.OWN_CERTIFICATE),
        (bool(public_reason.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_reinstatement(*, revoked: bool, suspended: bool, own: bool, because: str) -> tuple[Reason, ...]:
    """Why a suspension can't be lifted now. What was revoked stays so: a new certificate is issued."""
    return _unmet(
        (not revoked, Reason.ALREADY_REVOKED),
        (suspended, Reason.NOT_SUSPENDED),
        (not own, Reason.OWN_CERTIFICATE),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_proposal(*, revoked: bool, proposed: bool, own: bool, public_reason: str) -> tuple[Reason, ...]:
    """Why nobody can propose to revoke it now."""
    return _unmet(
        (not revoked, Reason.ALREADY_REVOKED),
        (not proposed, Reason.PROPOSED_BEFORE),
        (not own, Reason.OWN_CERTIFICATE),
        (bool(public_reason.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_withdrawal(*, proposed: bool, own: bool) -> tuple[Reason, ...]:
    """Why this person can't end a proposal; nobody saves their own certificate."""
    return _unmet((proposed, Reason.NOTHING_PROPOSED), (not own, Reason.OWN_CERTIFICATE))


def decide_move(*, same: bool, gone: bool, own: bool, holds: bool) -> tuple[Reason, ...]:
    """Why what one account holds can't be given to another; ``holds``: whether there is something to give."""
    return _unmet(
        (not same, Reason.SAME_ACCOUNT),
        (not gone, Reason.ACCOUNT_IS_GONE),
        (not own, Reason.OWN_CERTIFICATE),
        (holds, Reason.NOTHING_TO_MOVE),
    )


def decide_giving(*, held: bool, forgotten: bool, gone: bool, own: bool, name: str) -> tuple[Reason, ...]:
    """Why one that came back from the journal can't be given to this person."""
    return _unmet(
        (not held, Reason.HELD_BY_SOMEBODY),
        (not forgotten, Reason.HOLDER_IS_GONE),
        (not gone, Reason.ACCOUNT_IS_GONE),
        (not own, Reason.OWN_CERTIFICATE),
        (bool(name.strip()), Reason.NAME_MISSING),
    )


def decide_revocation(*, revoked: bool, proposed: bool, proposer: bool, own: bool) -> tuple[Reason, ...]:
    """Why this person can't agree that it be revoked; empty if they can."""
    return _unmet(
        (not revoked, Reason.ALREADY_REVOKED),
        (proposed, Reason.NOTHING_PROPOSED),
        (not proposer, Reason.SECOND_PERSON_NEEDED),
        (not own, Reason.OWN_CERTIFICATE),
    )


def decide_replacement(*, facts: Facts, shown: bool, holder: bool, name: str) -> tuple[Reason, ...]:
    """Why no other can be issued in its stead. One that was revoked in error is replaced, too."""
    return _unmet(
        (shown, Reason.ON_ITS_WAY),
        (not facts.replaced, Reason.ALREADY_REPLACED),
        (facts.suspended_at is None or facts.revoked_at is not None, Reason.ALREADY_SUSPENDED),
        (holder, Reason.HOLDER_IS_GONE),
        (bool(name.strip()), Reason.NAME_MISSING),
    )
