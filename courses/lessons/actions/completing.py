"""Completing a lesson: at most eight statements for the whole request, however long the road."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.lessons.actions import readers
from courses.lessons.models import LessonCompletion
from courses.lessons.queries.checks import has_passed
from courses.lessons.queries.reading import minutes_missing
from courses.lessons.rules.lessons import decide_completion
from courses.lessons.rules.reading import minutes_counted
from courses.lessons.words import with_minutes
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.requirements import LessonPlan
from lms.actions import Clock, Refused
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Completed:
    """What was completed, and what comes after it on the road."""

    completion: LessonCompletion
    plan: LessonPlan
    after: LessonPlan | None


@transaction.atomic
def complete(*, pathway_slug: str, lesson_key: str, by: User, clock: Clock = timezone.now) -> Completed:
    """Complete a lesson; completing it again changes nothing. Raises ``Enrolment.DoesNotExist`` and ``Refused``."""
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    plan, has_check = found.plan, lesson_key in found.syllabus.checks
    missing = minutes_missing(by.pk, plan, found.milliseconds) if plan else 0
    decision = decide_completion(
        known=plan is not None,
        has_check=has_check,
        passed=has_check and has_passed(by.pk, lesson_key),
        missing=missing,
    )
    if plan is None or decision.refused:
        raise Refused(decision.because, with_minutes(missing))
    return Completed(settle(found, plan, by=by), plan, found.after)


def settle(found: readers.Found, plan: LessonPlan, *, by: User) -> LessonCompletion:
    """Keep a completion that was decided on, and assert it in all of the reader's trainings that it is enough for."""
    minutes = minutes_counted(found.milliseconds) if plan.minimum else 0
    enrolments = [row for row in found.enrolments if row is found.enrolment or _is_read_enough(row, found, plan.key)]
    row = LessonCompletion(person=by, lesson_key=plan.key, version=plan.version, completed_at=found.at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Done before. Taken back by staff since, it is said anew; else the ledger knows the key already.
        row = LessonCompletion.objects.get(person=by, lesson_key=plan.key)
        again = taken_back([row]).get(str(row.lesson_key), 0)
        for enrolment in enrolments:
            ledger.append(enrolment, claim(row, at=found.at, again=again, minutes=minutes), by=by, at=found.at)
        return row
    ledger.assert_new(enrolments, claim(row, at=found.at, minutes=minutes), by=by, at=found.at)
    return row


def _is_read_enough(enrolment: Enrolment, found: readers.Found, lesson_key: str) -> bool:
    """Whether a lesson is read for as long as another of the reader's trainings asks; that one may ask for more."""
    plan = enrolment.syllabus.plan.lesson(lesson_key)
    return plan is None or not minutes_missing(enrolment.person_id or 0, plan, found.milliseconds)


def claim(completion: LessonCompletion, *, at: datetime, again: int = 0, minutes: int = 0) -> ledger.Claim:
    """What a completion says in the ledger; ``again``: how often it was taken back before."""
    return ledger.Claim(
        subject=f"lesson:{completion.lesson_key}",
        value={"done": True, "minutes": minutes} if minutes else {"done": True},
        rank=Rank.SELF,
        occurred_at=at,
        source="lesson",
        key=f"lesson:{completion.pk}" + (f"/{again}" if again else ""),
    )


def taken_back(completions: list[LessonCompletion]) -> dict[str, int]:
    """How often staff took each of one person's completions back, by lesson. One query."""
    subjects = [f"lesson:{row.lesson_key}" for row in completions]
    people = {row.person_id for row in completions}
    undone = LedgerEvent.objects.filter(enrolment__person__in=people, subject__in=subjects, undoes__isnull=False)
    counts: dict[str, int] = {}
    for subject in undone.values_list("subject", flat=True):
        key = subject.removeprefix("lesson:")
        counts[key] = counts.get(key, 0) + 1
    return counts


def is_said_anew(completion: LessonCompletion, times: int) -> bool:
    """Whether a completion that was taken back so often was said once more since. One query."""
    events = LedgerEvent.objects.filter(enrolment__person=completion.person_id)
    return events.filter(key=f"lesson:{completion.pk}/{times}").exists()
