"""Writing calibration exercises: the vignette, the scores that were agreed on, and when observers may take them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from courses.practice import rules
from courses.practice.models import Calibration, Exercise
from courses.practice.words import WORDS
from courses.progress.models import Syllabus
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """An exercise as it is written. ``gold`` has a level or ``None`` (not observed) for each competency agreed on."""

    title: str
    vignette: str = ""
    recording: str = ""
    bound: int = 80
    gold: Mapping[str, int | None] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def write(*, syllabus: Syllabus, script: Script, by: User, clock: Clock = timezone.now) -> Exercise:
    """Keep a new exercise as a draft that nobody can take yet."""
    exercise = Exercise(syllabus=syllabus, created_at=clock(), created_by=by)
    _say(exercise, script)
    exercise.save(force_insert=True)
    audit.record("practice.exercise_write", about=exercise, by=by)
    return exercise


@transaction.atomic
def change(*, exercise_id: int, script: Script, by: User) -> Exercise:
    """Change an exercise; once somebody has taken it, its words alone. Raises ``Refused``."""
    exercise = Exercise.objects.locked().select_related("syllabus").get(pk=exercise_id)
    decision = rules.decide_rewriting(
        taken=Calibration.objects.filter(exercise=exercise).exists(),
        measures_change=(exercise.gold, exercise.bound) != (dict(script.gold), script.bound),
        withdrawn=exercise.withdrawn_at is not None,
    )
    _say(exercise, script)
    # What is published stays fair enough to be.
    because = decision.because + (_fairness(exercise).because if exercise.offered else ())
    if because:
        raise Refused(because, WORDS)
    exercise.save(update_fields=["title", "vignette", "recording", "bound", "gold", "because"])
    audit.record("practice.exercise_change", about=exercise, by=by)
    return exercise


@transaction.atomic
def publish(*, exercise_id: int, by: User, clock: Clock = timezone.now) -> Exercise:
    """Let observers take an exercise. Raises ``Refused``."""
    exercise = Exercise.objects.locked().select_related("syllabus").get(pk=exercise_id)
    decision = _fairness(exercise, published=exercise.published_at is not None)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    exercise.published_at = clock()
    exercise.save(update_fields=["published_at"])
    audit.record("practice.exercise_publish", about=exercise, by=by)
    return exercise


@transaction.atomic
def withdraw(*, exercise_id: int, by: User, clock: Clock = timezone.now) -> Exercise:
    """Offer an exercise to nobody any more; who qualified by it stays qualified. Raises ``Refused``."""
    exercise = Exercise.objects.locked().get(pk=exercise_id)
    decision = rules.decide_withdrawal(
        published=exercise.published_at is not None, withdrawn=exercise.withdrawn_at is not None
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    exercise.withdrawn_at = clock()
    exercise.save(update_fields=["withdrawn_at"])
    audit.record("practice.exercise_withdraw", about=exercise, by=by)
    return exercise


def _fairness(exercise: Exercise, *, published: bool = False) -> rules.Decision:
    return rules.decide_publishing(
        exercise.gold,
        exercise.because,
        competencies=exercise.competencies,
        bound=exercise.bound,
        published=published,
    )


def _say(exercise: Exercise, script: Script) -> None:
    exercise.title, exercise.vignette, exercise.recording = script.title, script.vignette, script.recording
    exercise.bound, exercise.gold, exercise.because = script.bound, dict(script.gold), dict(script.because)
