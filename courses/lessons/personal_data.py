"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from courses.lessons.models import CheckAttempt, LessonCompletion, PromptAnswer
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> dict[str, list[dict[str, Any]]]:
    completions = LessonCompletion.objects.filter(person=person).order_by("pk")
    attempts = CheckAttempt.objects.filter(person=person).order_by("pk")
    return {
        "completed": [{"lesson": str(row.lesson_key), "at": row.completed_at.isoformat()} for row in completions],
        "checks": [
            {
                "lesson": str(row.lesson_key),
                "answers": row.answers,
                "percent": row.percent,
                "at": row.answered_at.isoformat(),
            }
            for row in attempts
        ],
        "written_for_yourself": [
            {"prompt": row.prompt, "words": row.words}
            for row in PromptAnswer.objects.filter(person=person).order_by("pk")
        ],
    }


def erase(person: User) -> None:
    """Remove everything: what counted stands in the history, which is nobody's from then on."""
    PromptAnswer.objects.filter(person=person).delete()
    CheckAttempt.objects.filter(person=person).delete()
    LessonCompletion.objects.filter(person=person).delete()


personal_data.register("lessons", export=export, erase=erase)
