"""Calibration exercises of the demo program, written, published and taken by the real actions."""

from collections.abc import Mapping
from datetime import time

from cms.demo.content.calibration import EXERCISES, LATE_START, TAKEN
from cms.demo.content.calibration import Exercise as Told
from cms.demo.timeline import Timeline, at
from courses.practice.actions import calibrations, exercises
from courses.practice.actions.exercises import Script
from courses.practice.models import Exercise
from courses.progress.models import Syllabus
from lms.actions import Clock
from lms.people.models import User

_EVENING = time(18, 0)


def told(timeline: Timeline, people: Mapping[str, User], *, syllabus: Syllabus, by: User) -> None:
    """Both exercises are offered, and three of the core group have qualified by the first."""
    written = timeline.day(-90, _EVENING)
    made = {told.title: _offered(told, syllabus, by, at(written)) for told in EXERCISES}
    gold = made[LATE_START.title].gold
    for days, (person, apart) in enumerate(TAKEN):
        scores = {key: level and level + apart.get(key, 0) for key, level in gold.items()}
        clock = at(timeline.day(days - 60, _EVENING))
        calibrations.take(exercise_id=made[LATE_START.title].pk, scores=scores, by=people[person], clock=clock)


def _offered(told: Told, syllabus: Syllabus, by: User, clock: Clock) -> Exercise:
    script = Script(
        title=told.title,
        vignette=told.vignette,
        gold={key: row.level for key, row in told.agreed.items()},
        because={key: row.because for key, row in told.agreed.items() if row.because},
    )
    made = exercises.write(syllabus=syllabus, script=script, by=by, clock=clock)
    return exercises.publish(exercise_id=made.pk, by=by, clock=clock)
