"""The list of those with whom a program begins, before anybody could be certified or calibrated."""

from django.db import transaction
from django.utils import timezone

from courses.practice import rules
from courses.practice.models import FoundingMember
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def name(
    *, person: User, part: FoundingMember.Part, because: str, by: User, clock: Clock = timezone.now
) -> FoundingMember:
    """Name somebody as an experienced lead or an observer from the beginning. Raises ``Refused``."""
    there = ledger.lock_people([person.pk])
    standing = FoundingMember.objects.filter(person=person, part=part, withdrawn_at=None)
    decision = rules.decide_naming(there=person.is_active and person.pk in there, already=standing.exists())
    if decision.refused:
        raise Refused(decision.because, WORDS)
    member = FoundingMember.objects.create(person=person, part=part, because=because, named_at=clock(), named_by=by)
    audit.record("practice.name_founder", about=member, by=by, data={"person": person.pk, "part": part.value})
    return member


@transaction.atomic
def withdraw(*, member_id: int, by: User, clock: Clock = timezone.now) -> FoundingMember:
    """Take somebody off the list; what counted until now counts on. Raises ``Refused``."""
    member = (
        FoundingMember.objects.select_for_update(of=("self",), no_key=True).select_related("person").get(pk=member_id)
    )
    decision = rules.decide_taking_off(named=member.withdrawn_at is None)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    member.withdrawn_at = clock()
    member.save(update_fields=["withdrawn_at"])
    audit.record("practice.withdraw_founder", about=member, by=by, data={"person": member.person_id})
    return member
