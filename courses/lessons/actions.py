"""What readers do: complete a lesson, answer its check, write down a thought for themselves.

Each takes the reader's row first, as everything does that changes what is known of a person: five clicks at once
are one completion.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.lessons import rules
from courses.lessons.models import CheckAttempt, LessonCompletion, PromptAnswer
from courses.lessons.queries import body_of
from courses.lessons.words import WORDS
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.requirements import LessonPlan
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def complete(*, enrolment: Enrolment, lesson_key: str, by: User, clock: Clock = timezone.now) -> LessonCompletion:
    """Complete a lesson that has no check; completing it again changes nothing. Raises ``Refused``."""
    at, found = _open(enrolment, lesson_key, by, clock)
    decision = rules.decide_completion(own=found.own, known=found.plan is not None, has_check=found.check is not None)
    if found.plan is None or decision.refused:
        raise Refused(decision.because, WORDS)
    return _complete(found.plan, by, at=at)


@transaction.atomic
def answer_check(
    *,
    enrolment: Enrolment,
    lesson_key: str,
    answers: Mapping[str, Collection[str]],
    key: str,
    by: User,
    clock: Clock = timezone.now,
) -> CheckAttempt:
    """Mark and keep one try; passing completes the lesson. ``key`` names the delivery. Raises ``Refused``."""
    at, found = _open(enrolment, lesson_key, by, clock)
    known = CheckAttempt.objects.filter(person=by, key=key).first()
    if known:
        return known
    decision = rules.decide_answers(found.check, answers, own=found.own, known=found.plan is not None)
    if found.plan is None or found.check is None or decision.refused:
        raise Refused(decision.because, WORDS)
    marking = rules.mark(found.check, answers)
    attempt = CheckAttempt.objects.create(
        person=by,
        lesson_key=lesson_key,
        version=found.plan.version,
        answers={question: sorted(chosen) for question, chosen in answers.items()},
        percent=marking.score,
        passed=marking.passed,
        answered_at=at,
        key=key,
    )
    if attempt.passed:
        _complete(found.plan, by, at=at)
    return attempt


@transaction.atomic
def save_prompt_answer(*, prompt: str, words: str, by: User, clock: Clock = timezone.now) -> None:
    """Keep what somebody wrote for themselves; no words means that nothing is kept."""
    ledger.lock_people([by.pk])
    at = clock()
    if not words.strip():
        PromptAnswer.objects.filter(person=by, prompt=prompt).delete()
        return
    PromptAnswer.objects.update_or_create(person=by, prompt=prompt, defaults={"words": words.strip(), "saved_at": at})


def claim(completion: LessonCompletion, *, at: datetime) -> ledger.Claim:
    """What a completion says in the ledger. Taken back by staff and completed anew, it is said anew."""
    subject = f"lesson:{completion.lesson_key}"
    taken_back = LedgerEvent.objects.filter(
        enrolment__person=completion.person_id, subject=subject, undoes__isnull=False
    ).count()
    return ledger.Claim(
        subject=subject,
        value={"done": True},
        rank=Rank.SELF,
        occurred_at=at,
        source="lesson",
        key=f"lesson:{completion.pk}" + (f"/{taken_back}" if taken_back else ""),
    )


def _complete(lesson: LessonPlan, person: User, *, at: datetime) -> LessonCompletion:
    completion, _made = LessonCompletion.objects.get_or_create(
        person=person, lesson_key=lesson.key, defaults={"version": lesson.version, "completed_at": at}
    )
    ledger.assert_all([(person.pk, claim(completion, at=at))], by=person, clock=lambda: at)
    return completion


@dataclass(frozen=True, slots=True)
class _Found:
    """A lesson as its reader's syllabus has it now."""

    own: bool
    plan: LessonPlan | None
    body: Mapping[str, Any]

    @property
    def check(self) -> Mapping[str, Any] | None:
        return self.body.get("check") or None


def _open(seen: Enrolment, lesson_key: str, reader: User, clock: Clock) -> tuple[datetime, _Found]:
    """Lock the reader, read the clock, then the lesson: a release may have moved them while they read."""
    ledger.lock_people([reader.pk])
    at = clock()
    enrolment = Enrolment.objects.select_related("syllabus").get(pk=seen.pk)
    own = enrolment.person_id == reader.pk
    plan = enrolment.syllabus.plan.lesson(lesson_key)
    return at, _Found(own, plan, body_of(plan) if own and plan else {})
