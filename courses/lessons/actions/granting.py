"""What staff grant readers, each with a reason: one more try at a check, and reading by another way than the clock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.lessons.actions import checks
from courses.lessons.models import GrantedTry, UntimedReading
from courses.lessons.queries.checks import best_attempt, limit_of, tries_at, value_of
from courses.lessons.queries.reading import untimed_reading
from courses.lessons.rules.checks import Tries, decide_another_try
from courses.lessons.rules.reading import decide_timed_again, decide_untimed
from courses.lessons.rules.reasons import Reason
from courses.lessons.words import WORDS
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def give_another_try(
    *, enrolment_id: int, lesson_key: str, because: str, by: User, clock: Clock = timezone.now
) -> GrantedTry:
    """Give one more try at a check whose tries somebody has used up.

    Raises ``Enrolment.DoesNotExist`` and ``Refused``.
    """
    at, enrolment, person = _find(enrolment_id, clock)
    syllabus = enrolment.syllabus.plan
    plan, limit = syllabus.lesson(lesson_key), limit_of(syllabus, lesson_key)
    tries = tries_at(person.pk, plan, limit) if plan else None
    decision = decide_another_try(
        own=person.pk == by.pk, has_check=lesson_key in syllabus.checks, tries=tries, because=because
    )
    if plan is None or tries is None or decision.refused:
        raise Refused(decision.because or (Reason.NO_SUCH_LESSON,), WORDS)
    grant = GrantedTry.objects.create(
        person=person,
        lesson_key=lesson_key,
        version=plan.version,
        after=tries.used,
        because=because.strip(),
        granted_at=at,
        granted_by=by,
    )
    best = best_attempt(person.pk, lesson_key)
    if best:
        value = value_of(best, Tries(tries.used, (tries.allowed or 0) + 1))
        ledger.assert_all(
            [(person.pk, checks.claim(best, value, more=f"/granted/{grant.pk}"))], by=by, clock=lambda: at
        )
    audit.record("lessons.give_another_try", about=enrolment, by=by, data={"lesson": lesson_key})
    return grant


@transaction.atomic
def let_read_untimed(*, enrolment_id: int, because: str, by: User, clock: Clock = timezone.now) -> UntimedReading:
    """Let somebody complete timed lessons without the clock. Raises ``Enrolment.DoesNotExist`` and ``Refused``."""
    at, enrolment, person = _find(enrolment_id, clock)
    standing = untimed_reading(person.pk)
    decision = decide_untimed(own=person.pk == by.pk, granted=standing is not None, because=because)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    grant = UntimedReading.objects.create(person=person, because=because.strip(), granted_at=at, granted_by=by)
    audit.record("lessons.let_read_untimed", about=enrolment, by=by)
    return grant


@transaction.atomic
def time_again(*, enrolment_id: int, because: str, by: User, clock: Clock = timezone.now) -> None:
    """Take back what ``let_read_untimed`` granted; lessons that are done stay done. Raises ``Refused``."""
    at, enrolment, person = _find(enrolment_id, clock)
    standing = untimed_reading(person.pk)
    decision = decide_timed_again(own=person.pk == by.pk, granted=standing is not None, because=because)
    if standing is None or decision.refused:
        raise Refused(decision.because, WORDS)
    standing.ended_at = at
    standing.because = f"{standing.because}\n{because.strip()}"
    standing.save(update_fields=["ended_at", "because"])
    audit.record("lessons.time_again", about=enrolment, by=by)


def _find(enrolment_id: int, clock: Clock) -> tuple[datetime, Enrolment, User]:
    """Lock the person of a training, read the clock, then the training. Raises ``Enrolment.DoesNotExist``."""
    person_id = Enrolment.objects.open().values_list("person_id", flat=True).get(pk=enrolment_id)
    ledger.lock_people([person_id] if person_id else [])
    at = clock()
    enrolment = Enrolment.objects.open().with_plan().select_related("person").get(pk=enrolment_id)
    assert enrolment.person is not None
    return at, enrolment, enrolment.person
