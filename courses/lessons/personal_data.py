"""What this part exports about a person, and how it lets go of them."""

from datetime import datetime
from typing import Any

from courses.lessons.models import (
    CheckAttempt,
    GrantedTry,
    LastOpened,
    LessonCompletion,
    LessonNote,
    PromptAnswer,
    ReadingSession,
    UntimedReading,
)
from lms.people import personal_data
from lms.people.models import User

Rows = list[dict[str, Any]]


def export(person: User) -> dict[str, Rows]:
    return {
        "completed": [
            {"lesson": str(row.lesson_key), "at": row.completed_at.isoformat()}
            for row in LessonCompletion.objects.filter(person=person).order_by("pk")
        ],
        "checks": _checks(person),
        "written_for_yourself": _answers(person),
        "notes": [
            {"lesson": str(row.lesson_key), "words": row.words, "at": row.saved_at.isoformat()}
            for row in LessonNote.objects.filter(person=person).order_by("pk")
        ],
        "reading_time": _reading(person),
        "last_opened": [
            {"lesson": str(row.lesson_key), "at": row.opened_at.isoformat()}
            for row in LastOpened.objects.filter(person=person).order_by("pk")
        ],
        "granted_to_you": _granted(person),
    }


def _checks(person: User) -> Rows:
    return [
        {
            "lesson": str(row.lesson_key),
            "answers": row.answers,
            "percent": row.percent,
            "at": row.answered_at.isoformat(),
        }
        for row in CheckAttempt.objects.filter(person=person).order_by("pk")
    ]


def _answers(person: User) -> Rows:
    return [
        {"prompt": row.prompt, "question": row.question, "words": row.words, "shared": _instant(row.shared_at)}
        for row in PromptAnswer.objects.filter(person=person).order_by("pk")
    ]


def _reading(person: User) -> Rows:
    return [
        {
            "lesson": str(row.lesson_key),
            "from": row.started_at.isoformat(),
            "to": row.last_beat_at.isoformat(),
            "seconds": row.milliseconds // 1000,
        }
        for row in ReadingSession.objects.filter(person=person).order_by("pk")
    ]


def _granted(person: User) -> Rows:
    tries = [
        {
            "what": "one more try",
            "lesson": str(grant.lesson_key),
            "because": grant.because,
            "at": grant.granted_at.isoformat(),
        }
        for grant in GrantedTry.objects.filter(person=person).order_by("pk")
    ]
    untimed = [
        {
            "what": "reading without the clock",
            "because": row.because,
            "at": row.granted_at.isoformat(),
            "until": _instant(row.ended_at),
        }
        for row in UntimedReading.objects.filter(person=person).order_by("pk")
    ]
    return [*tries, *untimed]


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def erase(person: User) -> None:
    """Remove everything: what counted stands in the history, which is nobody's from then on."""
    PromptAnswer.objects.filter(person=person).delete()
    LessonNote.objects.filter(person=person).delete()
    CheckAttempt.objects.filter(person=person).delete()
    ReadingSession.objects.filter(person=person).delete()
    GrantedTry.objects.filter(person=person).delete()
    UntimedReading.objects.filter(person=person).delete()
    LastOpened.objects.filter(person=person).delete()
    LessonCompletion.objects.filter(person=person).delete()


personal_data.register("lessons", export=export, erase=erase)
