"""A lesson as its reader meets it, and where they left off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.lessons.models import LastOpened, LessonCompletion, LessonNote, PromptAnswer
from courses.lessons.queries.checks import CheckState, check_state
from courses.lessons.queries.reading import ReadingState, reading_state
from courses.lessons.queries.writing import answers_to_prompts, note
from courses.lessons.rules.lessons import sections
from courses.progress.models import Enrolment, LessonVersion
from courses.progress.queries import LessonRow, Training, is_done, training_of
from courses.progress.requirements import LessonPlan
from lms.people.models import User

Body = Mapping[str, Any]


def body_of(lesson: LessonPlan) -> dict[str, Any]:
    """The released words of a lesson, exactly as the syllabus names them. One query."""
    return dict(LessonVersion.objects.values_list("body", flat=True).get(digest=lesson.version))


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson as its reader meets it: its place on the road, its words, and how far they are with it."""

    training: Training
    row: LessonRow
    number: int
    body: Body
    prompts: Mapping[str, PromptAnswer]
    note: LessonNote | None
    check: CheckState | None
    reading: ReadingState | None
    before: LessonPlan | None
    after: LessonPlan | None

    @property
    def slug(self) -> str:
        return self.training.enrolment.pathway.slug

    @property
    def is_timed(self) -> bool:
        """Whether time is counted now: it isn't once a lesson is done, nor for who reads in another way."""
        return self.reading is not None and not self.reading.untimed and not self.row.done

    @property
    def sections(self) -> list[list[Body]]:
        """The lesson's blocks; in parts where one says at the end of each that one reads on."""
        return list(sections(self.body)) if self.is_timed else [list(self.body["blocks"])]

    @property
    def can_complete(self) -> bool:
        """Whether a button completes it: with a check, where it is passed and reading time alone was missing."""
        return not self.row.done and (self.check is None or self.check.passed)

    @property
    def done_lessons(self) -> int:
        return sum(row.done for module in self.training.modules for row in module.lessons)

    @property
    def all_lessons(self) -> int:
        return sum(len(module.lessons) for module in self.training.modules)


def lesson_page(enrolment: Enrolment, key: str, person: User, *, at: datetime) -> LessonPage | None:
    """A lesson of an enrolment's syllabus, or ``None`` where it has none of this key.

    Three queries, given an enrolment with its syllabus and pathway; four more for a check, three for reading time.
    """
    training = training_of(enrolment, at=at)
    rows = [row for module in training.modules for row in module.lessons]
    place = next((index for index, row in enumerate(rows) if row.plan.key == key), None)
    if place is None:
        return None
    plan = rows[place].plan
    body = body_of(plan)
    return LessonPage(
        training,
        rows[place],
        place + 1,
        body,
        answers_to_prompts(person.pk, body),
        note(person.pk, key),
        check_state(enrolment, plan, body["check"]) if body["check"] else None,
        reading_state(person.pk, plan),
        before=rows[place - 1].plan if place else None,
        after=rows[place + 1].plan if place + 1 < len(rows) else None,
    )


def completions(person: User) -> list[LessonCompletion]:
    """One query."""
    return list(LessonCompletion.objects.filter(person=person).order_by("pk"))


def left_off(enrolment: Enrolment) -> LessonPlan | None:
    """Where to go on reading: the lesson last opened if it isn't done, else the first required one that isn't.

    Nothing where all required lessons are done. One query, given an enrolment with its syllabus.
    """
    syllabus, progress = enrolment.syllabus.plan, enrolment.progress
    rows = LastOpened.objects.filter(person_id=enrolment.person_id, pathway_id=enrolment.pathway_id)
    opened = rows.values_list("lesson_key", flat=True).first()
    last = syllabus.lesson(str(opened)) if opened else None
    if last and not is_done(progress, last.key):
        return last
    return next((row for row in syllabus.lessons if row.required and not is_done(progress, row.key)), None)
