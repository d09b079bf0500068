"""How people of the demo program read: lessons read, completed and checks answered by the real actions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cms.demo.timeline import at
from courses.lessons.actions import checks, completing, reading
from courses.lessons.queries.checks import check_state
from courses.progress.models import Enrolment, LessonVersion
from courses.progress.requirements import LessonPlan
from lms.people.models import User

BEAT = timedelta(minutes=1)


def read(enrolment: Enrolment, plans: Iterable[LessonPlan], *, since: datetime) -> None:
    """Complete lessons one after another from a moment on; a lesson with a check by answering it rightly."""
    reader = enrolment.person
    assert reader is not None
    plans = list(plans)
    bodies = {row.digest: row.body for row in LessonVersion.objects.filter(digest__in=[row.version for row in plans])}
    moment = since
    for plan in plans:
        slug = enrolment.pathway.slug
        if plan.minimum:
            _be_seen_reading(slug, plan, by=reader, since=moment)
        moment += timedelta(minutes=plan.minutes)
        check = bodies[plan.version]["check"]
        if check is None:
            completing.complete(pathway_slug=slug, lesson_key=plan.key, by=reader, clock=at(moment))
            continue
        state = check_state(enrolment, plan, check)
        checks.answer(
            pathway_slug=slug,
            lesson_key=plan.key,
            answers=state.asked.right_answers,
            version=plan.version,
            number=state.tries.number,
            key=f"demo:{plan.key}",
            by=reader,
            clock=at(moment),
        )


def _be_seen_reading(slug: str, plan: LessonPlan, *, by: User, since: datetime) -> None:
    """A minute after the other, as the page's script tells of it."""
    session = reading.begin(pathway_slug=slug, lesson_key=plan.key, by=by, clock=at(since)).session
    for minute in range(1, plan.minimum + 1):
        clock = at(since + minute * BEAT)
        reading.beat(pathway_slug=slug, lesson_key=plan.key, key=session.key, by=by, clock=clock)
