"""Gives a new enrolment what its person had read and answered before."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from courses.lessons.actions import checks, completing
from courses.lessons.queries.checks import best_attempt, limit_of, tries_at, value_of
from courses.lessons.queries.pages import completions
from courses.lessons.queries.reading import milliseconds_read, minutes_missing
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.signals import enrolled


@receiver(enrolled, dispatch_uid="lessons.adopt")
def adopt_earlier_reading(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    """Except what staff took back since, and where this training asks for more reading than was seen."""
    person = enrolment.person
    rows = completions(person) if person else []
    again = completing.taken_back(rows) if rows else {}
    for row in rows:
        times = again.get(str(row.lesson_key), 0)
        if times and not completing.is_said_anew(row, times):
            continue
        plan = enrolment.syllabus.plan.lesson(str(row.lesson_key))
        if plan and plan.minimum and minutes_missing(row.person_id, plan, milliseconds_read(row.person_id, plan.key)):
            continue
        said = completing.claim(row, at=row.completed_at, again=times)
        ledger.append(enrolment, said, by=person, at=at)


@receiver(enrolled, dispatch_uid="lessons.adopt_checks")
def adopt_earlier_checks(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    person, syllabus = enrolment.person, enrolment.syllabus.plan
    for plan in syllabus.lessons if person else ():
        best = best_attempt(person.pk, plan.key) if person and plan.key in syllabus.checks else None
        if person and best:
            value = value_of(best, tries_at(person.pk, plan, limit_of(syllabus, plan.key)))
            ledger.append(enrolment, checks.claim(best, value), by=person, at=at)
