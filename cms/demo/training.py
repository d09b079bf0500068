"""How people of the demo program read: lessons completed and checks answered by the real actions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cms.demo.timeline import at
from courses.lessons import actions as lessons
from courses.progress.models import Enrolment, LessonVersion
from courses.progress.requirements import LessonPlan


def read(enrolment: Enrolment, plans: Iterable[LessonPlan], *, since: datetime) -> None:
    """Complete lessons one after another from a moment on; a lesson with a check by answering it rightly."""
    reader = enrolment.person
    assert reader is not None
    plans = list(plans)
    bodies = {row.digest: row.body for row in LessonVersion.objects.filter(digest__in=[row.version for row in plans])}
    moment = since
    for plan in plans:
        moment += timedelta(minutes=plan.minutes)
        check = bodies[plan.version]["check"]
        if check is None:
            lessons.complete(enrolment=enrolment, lesson_key=plan.key, by=reader, clock=at(moment))
            continue
        right = {
            question["id"]: [choice["id"] for choice in question["choices"] if choice["right"]]
            for question in check["questions"]
        }
        lessons.answer_check(
            enrolment=enrolment,
            lesson_key=plan.key,
            answers=right,
            key=f"demo:{plan.key}",
            by=reader,
            clock=at(moment),
        )
