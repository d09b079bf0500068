"""A renewal that staff give to somebody who has led enough: the person's word stands for the reflection."""

from django.db import transaction
from django.utils import timezone

from certification.certificates import queries
from certification.certificates.actions.renewing import issue_renewed, not_yet
from certification.certificates.actions.replacing import locked, replaceable, require
from certification.certificates.models import Certificate, Holder
from certification.certificates.rules import Reason
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
    require(tuple(reason for reason in not_yet(found, reflection="") if reason is not Reason.NO_REFLECTION))
    approval = {
        "by": "person",
        "certificate": old.number,
        "person": by.pk,
        "why": str(Certificate.Why.RENEWAL),
        "chats": [chat.pk for chat in found.chats],
        "chats_needed": found.chats_needed,
    }
    made = issue_renewed(found, holder, approval=approval, at=at)
    audit.record("certificates.renew_for", about=old, by=by, data={"number": made.number})
    return made
