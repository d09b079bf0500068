"""Whose a certificate is, where that was lost or stands in the wrong account."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from certification.certificates import rules
from certification.certificates.actions import journal
from certification.certificates.actions.announcing import tell_of_move
from certification.certificates.actions.issuing import RESTORED_CAUSE
from certification.certificates.actions.replacing import require
from certification.certificates.models import Certificate, Holder, Leave
from lms.actions import Clock
from lms.audit import actions as audit
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Moved:
    """How much now stands in the other account."""

    certificates: int
    leaves: int


@transaction.atomic
def move(*, person: User, into: User, why: str, by: User, clock: Clock = timezone.now) -> Moved:
    """Give all that one account holds to another account of the same person; renewals go with their certificates.

    ``why`` is a code, for the audit log. What is printed stays as it is. Raises ``Refused``.
    """
    at = clock()
    held = list(_holders(person))
    into = User.objects.get(pk=into.pk)
    require(
        rules.decide_move(
            same=person.pk == into.pk,
            gone=into.erased_at is not None,
            own=by.pk in (person.pk, into.pk),
            holds=bool(held),
        )
    )
    Holder.objects.filter(pk__in=[holder.pk for holder in held]).update(person=into)
    leaves = _move_leaves(person, into)
    for holder in held:
        told = {"from": person.pk, "into": into.pk, "why": why}
        audit.record("certificates.move", about=holder.certificate, by=by, data=told, at=at)
    newest = Certificate.objects.get(pk=held[-1].certificate_id)
    tell_of_move(newest, cause=f"certificate_moved:{newest.pk}:{into.pk}:{at.isoformat()}")
    return Moved(len(held), leaves)


def _holders(person: User) -> list[Holder]:
    rows = Holder.objects.select_for_update(no_key=True, of=("self",)).filter(person=person)
    return list(rows.select_related("certificate").order_by("pk"))


def _move_leaves(person: User, into: User) -> int:
    """A leave without an end that both have is kept once."""
    leaves = Leave.objects.filter(person=person)
    if Leave.objects.filter(person=into, until=None).exists():
        leaves.filter(until=None).delete()
    return leaves.update(person=into)


@transaction.atomic
def give(*, certificate_id: int, person: User, name: str, name_language: str, by: User) -> Holder:
    """Say whose a certificate is that came back from the journal, with the name that is printed on it.

    Raises ``Refused``.
    """
    journal.require_in_step()
    holder = (
        Holder.objects.select_for_update(no_key=True, of=("self",))
        .select_related("certificate")
        .get(certificate=certificate_id)
    )
    person = User.objects.get(pk=person.pk)
    require(
        rules.decide_giving(
            held=holder.person_id is not None,
            forgotten=not holder.certificate.cause.startswith(RESTORED_CAUSE),
            gone=person.erased_at is not None,
            own=by.pk == person.pk,
            name=name,
        )
    )
    holder.person, holder.name, holder.name_language = person, name.strip(), name_language
    holder.save(update_fields=["person", "name", "name_language"])
    audit.record("certificates.give", about=holder.certificate, by=by, data={"person": person.pk})
    return holder
