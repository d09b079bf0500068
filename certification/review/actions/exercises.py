"""Closed cases as exercises: staff make one of a case whose candidate agreed, reviewers decide it again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds
from certification.review.actions.independence import require
from certification.review.actions.recording import record
from certification.review.models import ExerciseDecision, Review, ReviewExercise, Round
from certification.review.rules import Doing, Reason, Vote
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User

GONE = "—"


@transaction.atomic
def make(
    *,
    round_id: int,
    title: str,
    words: Mapping[str, str],
    read: bool,
    by: User,
    clock: Clock = timezone.now,
) -> ReviewExercise:
    """Offer a closed round in words without names, by heading; ``read``: the maker has read every word of it.

    Raises ``Round.DoesNotExist`` for a case that the maker may not read, and ``Refused``.
    """
    round_ = Round.objects.get(pk=round_id)
    case = rounds.locked(round_.case_id)
    at = clock()
    subject = queries.Subject.of_case(case)
    if queries.board([subject], at=at).may(Doing.READ, subject, by.pk).refused:
        raise Round.DoesNotExist
    require(
        rules.decide_making(
            closed=queries.can_be_exercises().filter(pk=round_id).exists(),
            agreed=case.exercise_consent_at is not None,
            there=ReviewExercise.objects.filter(round=round_).exists(),
            read=read,
            words=list(words.values()),
        )
    )
    told = [{"title": name, "text": text.strip()} for name, text in words.items() if text.strip()]
    made = ReviewExercise.objects.create(
        round=round_, title=title.strip(), document={"sections": told}, made_by=by, made_at=at
    )
    record("review.make_exercise", case, by=by, at=at, data={"exercise": made.pk})
    return made


@transaction.atomic
def withdraw(*, exercise_id: int, by: User, clock: Clock = timezone.now) -> ReviewExercise:
    """Offer an exercise to nobody any more, and remove its words. Raises ``Refused``."""
    rows = ReviewExercise.objects.select_for_update(of=("self",), no_key=True).select_related("round__case")
    exercise = rows.get(pk=exercise_id)
    if exercise.withdrawn_at is not None:
        raise Refused((Reason.EXERCISE_OVER,), WORDS)
    at = clock()
    record("review.withdraw_exercise", exercise.round.case, by=by, at=at, data={"exercise": exercise.pk})
    empty(exercise, at=at)
    return exercise


def empty(exercise: ReviewExercise, *, at: datetime) -> None:
    """Remove the words of an exercise, and offer it no more."""
    exercise.document, exercise.title, exercise.withdrawn_at = {}, GONE, at
    exercise.save(update_fields=["document", "title", "withdrawn_at"])


@transaction.atomic
def decide(*, exercise_id: int, decision: Vote, reason: str, by: User, clock: Clock = timezone.now) -> ExerciseDecision:
    """Say what one would have decided, once; it touches nothing but one's own practice. Raises ``Refused``."""
    exercise = ReviewExercise.objects.select_related("round").get(pk=exercise_id)
    # A candidate who takes their agreement back holds the same lock.
    case = rounds.locked(exercise.round.case_id)
    exercise.refresh_from_db(fields=["withdrawn_at"])
    at = clock()
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    require(
        rules.decide_try(
            offered=exercise.withdrawn_at is None and case.exercise_consent_at is not None,
            member=by.pk in board.members,
            tied=board.may(Doing.READ, subject, by.pk).refused,
            knows=exercise.made_by_id == by.pk or Review.objects.filter(round__case=case, reviewer=by).exists(),
            decided=ExerciseDecision.objects.filter(exercise=exercise, reviewer=by).exists(),
            reason=reason,
        )
    )
    return ExerciseDecision.objects.create(
        exercise=exercise, reviewer=by, decision=decision.value, reason=reason.strip(), decided_at=at
    )
