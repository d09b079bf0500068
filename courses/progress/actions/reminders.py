"""Telling those who are waited for: one mail a day to each, with everything that has waited longer than usual."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from courses.progress import queries
from courses.progress.models import Enrolment
from courses.progress.requirements import Next, RequirementStatus, Turn
from courses.progress.signals import waited_long
from courses.progress.words import WAITS_FOR
from lms.actions import Clock
from lms.mail import actions as mail
from lms.mail.rendering import as_read_by
from lms.people.models import User
from lms.people.roles import Role

# A mail that lists more isn't read; the rest is counted.
_LISTED = 10
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """One trainee who waits for one thing, and where whoever is told can do something about it."""

    since: datetime
    who: str
    status: RequirementStatus
    path: str

    def told(self) -> dict[str, object]:
        """In the language that is active."""
        return {"since": self.since, "who": self.who, "words": WAITS_FOR.told(self.status.next), "path": self.path}


def remind_waiting(*, clock: Clock = timezone.now) -> None:
    """Write to everybody who is waited for too long; a second run of the same day writes to nobody again."""
    at = clock()
    staff = {role: _members(role) for role in (Role.CORE_GROUP, Role.PROGRAM_ADMIN)}
    # Several requirements may wait for the same thing, which is told once.
    told: dict[User, dict[tuple[str, Next, str], Waiting]] = {}
    for enrolment in queries.walking().iterator(chunk_size=_AT_ONCE):
        for status in queries.waiting_too_long(enrolment, at=at):
            for person, path in _waited_for(enrolment, status, staff, at):
                row = Waiting(queries.waiting_since(enrolment, status), str(enrolment.person), status, path)
                told.setdefault(person, {})[path, status.next, status.about] = row
    for person, rows in told.items():
        _tell(person, rows.values(), at)


def _members(role: Role) -> list[User]:
    return list(User.objects.filter(groups__name=role, is_active=True, erased_at=None).order_by("pk"))


def _waited_for(
    enrolment: Enrolment, status: RequirementStatus, staff: dict[Role, list[User]], at: datetime
) -> Iterator[tuple[User, str]]:
    """An observer is told where to write, staff where to look; nobody is told of their own training."""
    named = waited_long.send(Enrolment, enrolment=enrolment, status=status, at=at)
    acting: dict[User, str] = {}
    for _receiver, pairs in named:
        acting.update(pairs)  # type: ignore[arg-type]
    role = Role.PROGRAM_ADMIN if status.turn is Turn.ADMIN else Role.CORE_GROUP
    page = reverse("trainings:inspect", args=[enrolment.pk])
    for person in dict.fromkeys([*acting, *staff[role]]):
        if person.pk != enrolment.person_id:
            yield person, acting.get(person, page)


def _tell(person: User, rows: Iterable[Waiting], at: datetime) -> None:
    oldest_first = sorted(rows, key=lambda row: row.since)
    with as_read_by(person):
        listed = [row.told() for row in oldest_first[:_LISTED]]
    mail.queue(
        "waiting",
        to=person,
        cause=f"waiting:{at.date().isoformat()}:{person.pk}",
        context={
            "rows": listed,
            "count": len(oldest_first),
            "more": max(0, len(oldest_first) - _LISTED),
        },
    )
