"""Excusing somebody who wasn't there, and choosing what a pathway does about seats that stay empty."""

from django.db import transaction
from django.utils import timezone

from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.slots import rules
from courses.slots.actions import attendance
from courses.slots.models import AttendanceMark, NoShowPolicy, Slot
from courses.slots.queries import EXCUSED, next_revision, standing_mark
from courses.slots.rules import Policy
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def excuse(*, slot_id: int, person: User, because: str, by: User, clock: Clock = timezone.now) -> AttendanceMark:
    """Say why somebody couldn't be there, so that it doesn't count; excusing twice changes nothing.

    It is a mark of its own with no minutes; a later mark that they were there takes its place. Raises
    ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    standing = standing_mark(slot, person)
    missing = standing is not None and standing.minutes == 0
    decision = rules.decide_excuse(missing=missing, own=person.pk == by.pk, because=because)
    if standing is None or decision.refused:
        raise Refused(decision.because, WORDS)
    if standing.source == EXCUSED:
        return standing
    made = AttendanceMark.objects.create(
        slot=slot,
        person=person,
        revision=next_revision(slot, person),
        minutes=0,
        rank=Rank.PERSON,
        source=EXCUSED,
        because=because.strip(),
        marked_by=by,
        marked_at=at,
    )
    ledger.assert_all([(person.pk, attendance.claim(made))], by=by, clock=lambda: at)
    audit.record("slots.excuse", about=slot, by=by, data={"person": person.pk})
    return made


@transaction.atomic
def choose_policy(*, pathway_id: int, policy: Policy, by: User) -> NoShowPolicy:
    """Say what a pathway does when somebody misses sessions; it holds for everybody on it at once."""
    row, _made = NoShowPolicy.objects.update_or_create(pathway_id=pathway_id, defaults={"policy": policy.value})
    audit.record("slots.no_show_policy", about=row, by=by, data={"policy": policy.value})
    return row
