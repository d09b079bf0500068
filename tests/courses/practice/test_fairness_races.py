"""Two things at once about one exercise, in real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from courses.practice.actions import calibrations, exercises
from courses.practice.actions.exercises import Script
from courses.practice.models import Calibration
from courses.practice.rules import outcome_of
from lms.actions import Refused
from tests import scenes
from tests.courses.practice.fairness_scenes import GOLD, an_exercise
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database, pytest.mark.postgres]

ROUNDS = 5


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of it in threads that start together; says of each whether it was refused."""
    start = Barrier(len(acts))

    def told(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(told, acts))


def test_two_clicks_at_once_are_one_try() -> None:
    exercise = an_exercise()
    for _ in range(ROUNDS):
        person = UserFactory.create()

        told = at_once(*[partial(calibrations.take, exercise_id=exercise.pk, scores=GOLD, by=person)] * 3)

        assert sorted(told) == ["done", "taken_lately", "taken_lately"]
        assert Calibration.objects.filter(person=person).count() == 1


def test_a_try_and_a_change_of_the_agreed_levels_never_both_hold() -> None:
    person, admin = UserFactory.create(), scenes.an_admin()
    for _ in range(ROUNDS):
        exercise = an_exercise()
        moved = Script(title="Moved", vignette="x", gold=GOLD | {"frame": 4}, because=exercise.because)

        at_once(
            partial(calibrations.take, exercise_id=exercise.pk, scores=GOLD, by=person),
            partial(exercises.change, exercise_id=exercise.pk, script=moved, by=admin),
        )

        exercise.refresh_from_db()
        made = Calibration.objects.get(exercise=exercise)
        assert made.agreement == outcome_of(GOLD, exercise.gold, bound=80).agreement
