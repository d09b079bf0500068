"""Noting who was there, and for how long."""

from django.db import transaction
from django.utils import timezone

from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.slots import rules
from courses.slots.actions import seats
from courses.slots.models import AttendanceMark, SignUp, Slot
from courses.slots.queries import facts_of, standing_mark
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def mark(*, slot_id: int, person: User, minutes: int, by: User, clock: Clock = timezone.now) -> AttendanceMark:
    """Note that a person with a seat was there for some minutes; 0: was not there.

    Saying what holds already changes nothing. Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    decision = rules.decide_mark(
        facts_of(slot),
        signed_up=SignUp.objects.confirmed().filter(slot=slot, person=person).exists(),
        own=person.pk == by.pk,
        minutes=minutes,
        at=at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    standing = standing_mark(slot, person)
    if standing and (standing.minutes, standing.rank) == (minutes, Rank.PERSON):
        return standing
    made = AttendanceMark.objects.create(
        slot=slot,
        person=person,
        revision=_next_revision(slot, person),
        minutes=minutes,
        rank=Rank.PERSON,
        source="staff",
        marked_by=by,
        marked_at=at,
    )
    ledger.assert_all([(person.pk, claim(made))], by=by, clock=clock)
    audit.record("slots.mark", about=slot, by=by, data={"person": person.pk, "minutes": minutes})
    return made


def _next_revision(slot: Slot, person: User) -> int:
    last = AttendanceMark.objects.filter(slot=slot, person=person).order_by("-revision").first()
    return last.revision + 1 if last else 1


def claim(row: AttendanceMark) -> ledger.Claim:
    """What an attendance mark says in the ledger."""
    return ledger.Claim(
        subject=f"attendance:slot/{row.slot_id}",
        value={"kind": row.slot.counts_as, "minutes": row.minutes} | seats.counts_for(row.slot),
        rank=Rank(row.rank),
        occurred_at=row.slot.starts_at,
        source=row.source,
        key=f"attendance:{row.pk}",
    )
