"""A renewal that staff give to somebody who has led enough: the person's word stands for the reflection."""

from django.db import transaction
from django.utils import timezone

from certification.certificates import queries, rules
from certification.certificates.actions.issuing import issue_instead, looks_of
from certification.certificates.actions.replacing import locked, replaceable, require, succeeding
from certification.certificates.models import Certificate, Holder
from certification.certificates.rules import Kind, Reason
from lms.actions import Clock
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def renew_for(*, certificate_id: int, by: User, clock: Clock = timezone.now) -> Certificate:
    """Renew somebody else's certificate by what they have led since; they needn't write. Raises ``Refused``."""
    old = locked(certificate_id)
    at = clock()
    holder = Holder.objects.select_for_update(no_key=True, of=("self",)).select_related("person").get(certificate=old)
    own = holder.person_id == by.pk
    require(replaceable(old, holder, name=holder.name, own=own, at=at))
    assert holder.person is not None
    found = queries.renewal_of(old, holder.person, at=at)
    require(_not_yet(found))
    assert found.would_hold_until is not None
    approval = {
        "by": "person",
        "certificate": old.number,
        "person": by.pk,
        "why": str(Certificate.Why.RENEWAL),
        "chats": [chat.pk for chat in found.chats],
        "chats_needed": found.chats_needed,
    }
    snapshot = {**old.snapshot, **looks_of(Kind(old.snapshot.get("kind", Kind.TRAINED)), old.snapshot["language"])}
    until = {"valid_until": found.would_hold_until.isoformat(), "issued_at": at.isoformat()}
    made = issue_instead(
        old,
        snapshot=snapshot | until,
        holder=succeeding(holder, name=holder.name, name_language=holder.name_language),
        approval=approval,
        why=Certificate.Why.RENEWAL,
        at=at,
    )
    audit.record("certificates.renew_for", about=old, by=by, data={"number": made.number})
    return made


def _not_yet(found: queries.RenewalFound) -> tuple[Reason, ...]:
    reasons = rules.decide_renewal(
        valid_until=found.valid_until,
        revoked=hasattr(found.certificate, "revocation"),
        chats=len(found.chats),
        chats_needed=found.chats_needed,
        reflection="",
        today=found.today,
    )
    return tuple(reason for reason in reasons if reason is not Reason.NO_REFLECTION)
