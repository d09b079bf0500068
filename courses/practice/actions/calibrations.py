"""Taking calibration exercises, and being asked again after a year."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.models import Calibration, Exercise
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.mail import actions as mail
from lms.people.models import User


@transaction.atomic
def take(*, exercise_id: int, scores: Mapping[str, int | None], by: User, clock: Clock = timezone.now) -> Calibration:
    """Score an exercise, and see how near that is to what was agreed. Raises ``Refused``.

    What somebody handed in before they qualified goes on to advise only: it was scored before.
    """
    exercise = Exercise.objects.locked().select_related("syllabus").get(pk=exercise_id)
    here = by.pk in ledger.lock_people([by.pk])
    at = clock()
    last = Calibration.objects.filter(exercise=exercise, person=by).order_by("-taken_at").first()
    decision = rules.decide_try(
        scores,
        competencies=exercise.competencies,
        own=exercise.created_by_id == by.pk,
        offered=exercise.offered and here,
        last=last.taken_at if last else None,
        at=at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    found = rules.outcome_of(scores, exercise.gold, bound=exercise.bound)
    return Calibration.objects.create(
        exercise=exercise,
        person=by,
        scores={key: scores[key] for key in exercise.competencies},
        agreement=found.agreement,
        qualified=found.qualified,
        taken_at=at,
    )


def ask_again(*, clock: Clock = timezone.now) -> int:
    """Write to observers whose year is nearly over, each once for each time they qualified; says how many."""
    at = clock()
    return sum(_ask(row) for row in queries.qualifications_that_end(at=at))


@transaction.atomic
def _ask(row: Calibration) -> bool:
    cause = queries.end_told_by(row.pk)
    until = row.taken_at + rules.QUALIFIED_FOR
    return mail.queue("calibration_due", to=row.person, cause=cause, context={"until": until}) is not None
