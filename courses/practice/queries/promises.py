"""What people have promised."""

from datetime import date, timedelta

from django.db.models import QuerySet

from courses.practice.models import Promise
from courses.progress.requirements import MakePromise
from lms.people.models import User


def farthest_promise(person: User, *, today: date) -> date | None:
    """The last day that still counts for a training of theirs; nothing where none asks for a promise. One query."""
    plans = [enrolment.syllabus.plan for enrolment in person.enrolments.with_plan()]
    days = [row.within_days for plan in plans for row in plan.all_requirements if isinstance(row, MakePromise)]
    return today + timedelta(days=max(days)) if days else None


def promises_of(person: User) -> QuerySet[Promise]:
    """What somebody has promised and not taken back. One query."""
    return Promise.objects.standing().of(person.pk)
