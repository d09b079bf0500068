"""What live sessions somebody's training still asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from courses.progress import engine
from courses.progress.models import Enrolment, Release
from courses.progress.requirements import AttendSessions, Next, RequirementStatus, TakePart
from courses.progress.words import sentence

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


@dataclass(frozen=True, slots=True)
class AskedSessions:
    """A requirement of a current syllabus that asks for live sessions of a kind, in words."""

    key: str
    kind: str
    words: str


def asked_sessions() -> list[AskedSessions]:
    """What the newest release of each training asks of people's presence, each requirement once. One query."""
    newest = Release.objects.values("pathway").annotate(newest=Max("pk")).values("newest")
    releases = (
        Release.objects.filter(pk__in=newest).select_related("syllabus__pathway").order_by("pathway__title", "pk")
    )
    found: dict[str, AskedSessions] = {}
    for release in releases:
        for asked in release.syllabus.plan.all_requirements:
            if isinstance(asked, AttendSessions | TakePart):
                kind = getattr(asked, "session_kind", "chat")
                found.setdefault(
                    asked.key, AskedSessions(asked.key, kind, f"{release.syllabus.pathway}: {sentence(asked)}")
                )
    return [*found.values()]
