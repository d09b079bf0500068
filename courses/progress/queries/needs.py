"""What live sessions somebody's training still asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from courses.progress import engine
from courses.progress.models import Enrolment
from courses.progress.requirements import Next, RequirementStatus

_OF_SESSIONS = {Next.CHOOSE_SESSION, Next.WAIT_FOR_SEAT, Next.ATTEND_SESSION, Next.NOTE_ATTENDANCE, Next.JOIN_CHAT}


@dataclass(frozen=True, slots=True)
class SessionNeeds:
    """The unmet requirements that ask for somebody's presence, by their keys, and the kinds of session they ask for."""

    keys: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


def session_needs(person_id: int | None, *, at: datetime) -> SessionNeeds:
    """Over all trainings that go on. One query."""
    going = Enrolment.objects.going().filter(person=person_id).exclude(state=Enrolment.State.PAUSED).with_plan()
    unmet = [
        status.requirement
        for row in going
        for status in _each(engine.evaluate(row.syllabus.plan, row.progress, at=at))
        if not status.met and status.next in _OF_SESSIONS
    ]
    kinds = frozenset(getattr(asked, "session_kind", "chat") for asked in unmet)
    return SessionNeeds(frozenset(asked.key for asked in unmet), kinds)


def _each(statuses: list[RequirementStatus]) -> Iterator[RequirementStatus]:
    """A group's parts instead of the group."""
    for status in statuses:
        yield from status.parts or (status,)
