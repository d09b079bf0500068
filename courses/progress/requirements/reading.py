"""What is asked of somebody's reading: lessons completed, and checks answered well enough."""

from dataclasses import dataclass, field
from typing import ClassVar

from courses.progress.requirements.base import (
    Asserted,
    LessonPlan,
    Next,
    Requirement,
    RequirementStatus,
    Situation,
    Syllabus,
    known,
    number,
)


def asked_lessons(syllabus: Syllabus, keys: tuple[str, ...]) -> list[LessonPlan]:
    """The lessons that are named, or all that are required where none is; in the order of the syllabus."""
    return [lesson for lesson in syllabus.lessons if (lesson.key in keys if keys else lesson.required)]


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteLessons(Requirement):
    """All required lessons are done, or those that are named."""

    kind: ClassVar[str] = "complete_lessons"
    lessons: tuple[str, ...] = field(default=(), metadata={"lessons": True})

    def status(self, given: Situation) -> RequirementStatus:
        asked = asked_lessons(given.syllabus, self.lessons)
        done = {lesson.key: state for lesson in asked if (state := self._done(given, lesson))}
        missing = next((lesson for lesson in asked if lesson.key not in done), None)
        return RequirementStatus.counted(
            self,
            len(done),
            # A pathway whose lessons were all taken away asks for one that nobody can do, rather than for nothing.
            max(len(asked), len(self.lessons), 1),
            events=tuple(state.seq for state in done.values()),
            next=_step(given, missing),
            about=missing.key if missing else "",
        )

    @staticmethod
    def _done(given: Situation, lesson: LessonPlan) -> Asserted | None:
        state = given.progress.get(f"lesson:{lesson.key}")
        return state if state and state.value["done"] else None


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChecks(Requirement):
    """Each knowledge check of the required lessons, or of those that are named, is answered well enough."""

    kind: ClassVar[str] = "score_checks"
    percent: int = number(80, 1, 100)
    lessons: tuple[str, ...] = field(default=(), metadata={"lessons": True})

    def status(self, given: Situation) -> RequirementStatus:
        asked = [row for row in asked_lessons(given.syllabus, self.lessons) if row.key in given.syllabus.checks]
        reached = {row.key: state for row in asked if (state := self._reached(given, row))}
        missing = next((lesson for lesson in asked if lesson.key not in reached), None)
        return RequirementStatus.counted(
            self,
            len(reached),
            max(len(asked), 1),
            events=tuple(state.seq for state in reached.values()),
            next=_step(given, missing, otherwise=Next.PASS_CHECK),
            about=missing.key if missing else "",
        )

    def _reached(self, given: Situation, lesson: LessonPlan) -> Asserted | None:
        state = given.progress.get(f"check:{lesson.key}")
        return state if state and state.value["percent"] >= self.percent else None


def _step(given: Situation, missing: LessonPlan | None, *, otherwise: Next = Next.READ_LESSON) -> Next:
    """What comes next for a lesson that is missing; one that no lesson can end waits for an admin."""
    if missing is None:
        return Next.MEND_PATHWAY
    check = given.progress.get(f"check:{missing.key}")
    return Next.GRANT_TRY if check and check.value.get("left") == 0 else otherwise
