"""What somebody wrote beside their lessons, and what of it they share."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from courses.lessons.models import LessonNote, PromptAnswer
from courses.lessons.rules.lessons import prompts


def answers_to_prompts(person_id: int, body: Mapping[str, Any]) -> dict[str, PromptAnswer]:
    """What somebody wrote for themselves at a lesson's prompts. One query."""
    rows = PromptAnswer.objects.filter(person_id=person_id, prompt__in=sorted(prompts(body)))
    return {row.prompt: row for row in rows}


def shared_answers(person_id: int | None) -> QuerySet[PromptAnswer]:
    """What somebody wrote and shares with the core group, newest first; nothing else is ever read. One query."""
    return PromptAnswer.objects.filter(person_id=person_id, shared_at__isnull=False).order_by("-shared_at", "-pk")


def note(person_id: int, lesson_key: str) -> LessonNote | None:
    """One query."""
    return LessonNote.objects.filter(person_id=person_id, lesson_key=lesson_key).first()
