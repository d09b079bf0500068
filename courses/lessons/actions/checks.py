"""Answering a lesson's knowledge check."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from courses.lessons.actions import completing, readers
from courses.lessons.models import CheckAttempt
from courses.lessons.queries.checks import best_attempt, tries_at, value_of
from courses.lessons.queries.pages import body_of
from courses.lessons.queries.reading import minutes_missing
from courses.lessons.rules.checks import Answers, AnswersDecision, Check, Tries, decide_answers
from courses.lessons.rules.drawing import Chance
from courses.lessons.rules.reasons import Reason
from courses.lessons.words import AT_THE_QUESTION, WORDS
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.requirements import LessonPlan
from lms.actions import Clock, Refused
from lms.people.models import User


class AnswersRefused(Refused):
    """A try that can't be marked; ``faults`` says at which questions."""

    def __init__(self, decision: AnswersDecision) -> None:
        super().__init__(decision.because, WORDS)
        self._faults = decision.faults

    @property
    def faults(self) -> dict[str, str]:
        """What each question asks for, translated when it is read."""
        return {question: str(AT_THE_QUESTION[reason]) for question, reason in self._faults.items()}


@transaction.atomic
def answer(
    *,
    pathway_slug: str,
    lesson_key: str,
    answers: Answers,
    version: str,
    number: int,
    key: str,
    by: User,
    clock: Clock = timezone.now,
) -> CheckAttempt:
    """Mark and keep one try; passing completes the lesson, once enough of it is read.

    ``version`` and ``number`` say which try at which words was answered, ``key`` names the delivery: the same one twice
    is one try.
    Raises ``Enrolment.DoesNotExist`` and ``AnswersRefused``.
    """
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    known = CheckAttempt.objects.filter(person=by, key=key).first()
    if known:
        return known
    if found.plan is None:
        raise AnswersRefused(AnswersDecision((Reason.NO_SUCH_LESSON,)))
    if version != found.plan.version:
        raise AnswersRefused(AnswersDecision((Reason.UNKNOWN_ANSWER,)))
    check = _check_of(found.plan)
    tries = tries_at(by.pk, found.plan, check.tries if check else 0)
    chance = Chance(found.enrolment.seed, found.plan.version, number)
    decision = decide_answers(check, answers, chance, tries)
    if check is None or decision.refused:
        raise AnswersRefused(decision)
    kept = check.asked(chance).kept(answers)
    marking = check.mark(kept)
    attempt = CheckAttempt.objects.create(
        person=by,
        lesson_key=lesson_key,
        version=found.plan.version,
        number=number,
        answers=kept,
        percent=marking.score,
        passed=marking.passed,
        answered_at=found.at,
        key=key,
    )
    _follow(found, found.plan, attempt, Tries(tries.used + 1, tries.allowed), by=by)
    return attempt


def claim(attempt: CheckAttempt, value: Mapping[str, object], *, more: str = "") -> ledger.Claim:
    """What the tries at a check say in the ledger: the best so far, and how many are left."""
    return ledger.Claim(
        subject=f"check:{attempt.lesson_key}",
        value=value,
        rank=Rank.SELF,
        occurred_at=attempt.answered_at,
        source="lesson",
        key=f"check:{attempt.pk}{more}",
    )


def _follow(found: readers.Found, plan: LessonPlan, attempt: CheckAttempt, tries: Tries, *, by: User) -> None:
    """Assert the check if this try changes what is said of it, and complete the lesson if it passed."""
    best = best_attempt(by.pk, plan.key)
    assert best is not None
    value = value_of(best, tries)
    for enrolment in found.enrolments:
        standing = enrolment.progress.get(f"check:{plan.key}")
        if standing is None or dict(standing.value) != value:
            ledger.append(enrolment, claim(attempt, value), by=by, at=found.at)
    if not attempt.passed:
        return
    if not minutes_missing(by.pk, plan, found.milliseconds):
        completing.settle(found, plan, by=by)


def _check_of(plan: LessonPlan) -> Check | None:
    document = body_of(plan).get("check")
    return Check.read(document) if document else None
