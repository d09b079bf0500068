"""Reads for the lesson pages; each states its cost in queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from courses.lessons.models import CheckAttempt, LessonCompletion, PromptAnswer
from courses.lessons.rules import mark, prompts
from courses.progress.models import Enrolment, LessonVersion
from courses.progress.queries import LessonRow, Training, training_of
from courses.progress.requirements import LessonPlan
from lms.people.models import User


def body_of(lesson: LessonPlan) -> dict[str, Any]:
    """The released words of a lesson, exactly as the syllabus names them. One query."""
    return dict(LessonVersion.objects.values_list("body", flat=True).get(digest=lesson.version))


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen. Whether it is right stays here until it has been chosen."""

    id: str
    text: str
    chosen: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a check; ``right`` is nothing before the first try."""

    id: str
    text: str
    multiple: bool
    right: bool | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson as its reader meets it: its place on the road, its words, and how far they are with it."""

    training: Training
    row: LessonRow
    body: Mapping[str, Any]
    prompts: Mapping[str, str]
    attempt: CheckAttempt | None
    questions: tuple[Question, ...]
    before: LessonPlan | None
    after: LessonPlan | None

    @property
    def slug(self) -> str:
        return self.training.enrolment.pathway.slug


def lesson_page(enrolment: Enrolment, key: str, person: User) -> LessonPage | None:
    """A lesson of an enrolment's syllabus, or ``None`` where it has none of this key.

    Three queries, given an enrolment with its syllabus and pathway.
    """
    training = training_of(enrolment, at=timezone.now())
    rows = [row for module in training.modules for row in module.lessons]
    at = next((index for index, row in enumerate(rows) if row.plan.key == key), None)
    if at is None:
        return None
    body = body_of(rows[at].plan)
    attempt = latest_attempt(person.pk, rows[at].plan)
    return LessonPage(
        training,
        rows[at],
        body,
        answers_to_prompts(person.pk, body),
        attempt,
        questions(body["check"], attempt),
        before=rows[at - 1].plan if at else None,
        after=rows[at + 1].plan if at + 1 < len(rows) else None,
    )


def questions(check: Mapping[str, Any] | None, attempt: CheckAttempt | None) -> tuple[Question, ...]:
    """The questions of a check as they are asked, with what the last try was told. No query."""
    if check is None:
        return ()
    marks = {row.id: row.right for row in mark(check, attempt.answers).questions} if attempt else {}
    answers = attempt.answers if attempt else {}
    return tuple(
        Question(
            row["id"],
            row["text"],
            row["multiple"],
            marks.get(row["id"]),
            tuple(_choice(choice, answers.get(row["id"], ())) for choice in row["choices"]),
        )
        for row in check["questions"]
    )


def _choice(choice: Mapping[str, Any], chosen: Collection[str]) -> Choice:
    is_chosen = choice["id"] in chosen
    return Choice(choice["id"], choice["text"], is_chosen, choice["feedback"] if is_chosen else "")


def latest_attempt(person_id: int, lesson: LessonPlan) -> CheckAttempt | None:
    """The last try at the check that the reader has before them; tries at earlier versions stay out. One query."""
    rows = CheckAttempt.objects.by(person_id, lesson.key).filter(version=lesson.version)
    return rows.order_by("-pk").first()


def answers_to_prompts(person_id: int, body: Mapping[str, Any]) -> dict[str, str]:
    """What somebody wrote for themselves at a lesson's prompts. One query."""
    rows = PromptAnswer.objects.filter(person_id=person_id, prompt__in=sorted(prompts(body)))
    return dict(rows.values_list("prompt", "words"))


def completions(person: User) -> list[LessonCompletion]:
    """One query."""
    return list(LessonCompletion.objects.filter(person=person).order_by("pk"))
