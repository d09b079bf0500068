"""The beginning of every verb about a lesson: lock the reader, read the clock, then the lesson as it is now."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from courses.lessons.queries.reading import milliseconds_beside
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.requirements import LessonPlan, Syllabus
from lms.actions import Clock
from lms.people.models import User


class Place(TypedDict):
    """Which lesson, of which of the reader's trainings."""

    pathway_slug: str
    lesson_key: str


@dataclass(frozen=True, slots=True)
class Found:
    """A reader's trainings, locked, and a lesson as the syllabus of the one that was asked for has it now."""

    at: datetime
    enrolments: tuple[Enrolment, ...]
    enrolment: Enrolment
    syllabus: Syllabus
    plan: LessonPlan | None
    # What was earned in the lesson so far.
    milliseconds: int

    @property
    def after(self) -> LessonPlan | None:
        """The next lesson."""
        rows = self.syllabus.lessons
        at = rows.index(self.plan) + 1 if self.plan else 0
        return rows[at] if at < len(rows) else None


def find(*, pathway_slug: str, lesson_key: str, by: User, clock: Clock) -> Found:
    """Lock somebody and all their trainings; a release may have moved them while they read.

    Two queries, and one for a syllabus that this process hasn't read yet. Raises ``Enrolment.DoesNotExist`` for a
    pathway that they haven't begun.
    """
    ledger.lock_people([by.pk])
    trainings = Enrolment.objects.filter(person=by).with_plan().select_related("pathway")
    rows = tuple(trainings.annotate(milliseconds=milliseconds_beside(lesson_key)).locked())
    at = clock()
    own = next((row for row in rows if row.pathway.slug == pathway_slug), None)
    if own is None:
        raise Enrolment.DoesNotExist(pathway_slug)
    syllabus = own.syllabus.plan
    return Found(at, rows, own, syllabus, syllabus.lesson(lesson_key), vars(own)["milliseconds"])
