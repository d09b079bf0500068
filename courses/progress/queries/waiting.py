"""What has waited for somebody other than the trainee for longer than it usually does."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from courses.progress import engine, rules
from courses.progress.models import Enrolment
from courses.progress.requirements import Next, RequirementStatus


def walking() -> QuerySet[Enrolment]:
    """Trainings that neither rest nor have ended. One query."""
    rows = Enrolment.objects.open().filter(state=Enrolment.State.ACTIVE)
    return rows.with_plan().select_related("person", "pathway").order_by("pk")


def waiting_too_long(enrolment: Enrolment, *, at: datetime) -> list[RequirementStatus]:
    """What is missing and has waited for others too long; of groups, their parts. No query."""
    statuses = engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=at)
    return [
        row for row in _missing(statuses) if rules.waits_too_long(row.next, since=waiting_since(enrolment, row), at=at)
    ]


def _missing(statuses: list[RequirementStatus]) -> Iterator[RequirementStatus]:
    for status in statuses:
        if not status.met:
            yield from (part for part in status.parts or (status,) if not part.met)


def waiting_since(enrolment: Enrolment, status: RequirementStatus) -> datetime:
    """Since when a step has waited; what no event began waits since the training is as it is."""
    if status.since:
        return status.since
    check = enrolment.progress.get(f"check:{status.about}") if status.next is Next.GRANT_TRY else None
    began = check or enrolment.progress.get(engine.MOVES)
    return began.occurred_at if began else enrolment.enrolled_at
