"""Being seen reading: the server's clock alone counts, and never twice at once.

A reader has one open session at most. Each sign of reading earns the time since the one before it, if it isn't too
long ago; whatever a page or program says about its own clock isn't asked for.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from courses.lessons.actions import readers
from courses.lessons.models import ReadingSession
from courses.lessons.rules import reading as rules
from courses.lessons.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a lesson so far, and the session that it goes on in."""

    session: ReadingSession
    milliseconds: int
    minimum: int

    @property
    def minutes(self) -> int:
        """Whole minutes, and never more than are asked for."""
        return min(rules.minutes_counted(self.milliseconds), self.minimum)

    @property
    def enough(self) -> bool:
        return rules.minutes_missing(self.minimum, self.milliseconds) == 0


@transaction.atomic
def begin(*, pathway_slug: str, lesson_key: str, by: User, clock: Clock = timezone.now) -> Counted:
    """Begin to read on this page; what is open on another page or device ends, and keeps what it earned.

    Raises ``Enrolment.DoesNotExist`` and ``Refused``.
    """
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    decision = rules.decide_opening(known=found.plan is not None, timed=bool(found.plan and found.plan.minimum))
    if found.plan is None or decision.refused:
        raise Refused(decision.because, WORDS)
    before = ReadingSession.objects.filter(person=by).order_by("-pk").first()
    # Should the server's clock have been set back, the same minutes aren't counted once more.
    at = max(found.at, before.last_beat_at) if before else found.at
    ReadingSession.objects.open().filter(person=by).update(ended_at=at)
    session = ReadingSession.objects.create(
        person=by,
        lesson_key=lesson_key,
        version=found.plan.version,
        key=secrets.token_urlsafe(32),
        started_at=at,
        last_beat_at=at,
    )
    return Counted(session, found.milliseconds, found.plan.minimum)


@transaction.atomic
def beat(*, pathway_slug: str, lesson_key: str, key: str, by: User, clock: Clock = timezone.now) -> Counted:
    """The page's script says that the page is seen and used; ``key`` is the session's.

    Raises ``Enrolment.DoesNotExist`` and ``Refused``.
    """
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    return _count(found, lesson_key, key, by, rules.ALLOWED_BEAT)


@transaction.atomic
def read_on(*, pathway_slug: str, lesson_key: str, key: str, by: User, clock: Clock = timezone.now) -> Counted:
    """A reader without script says at the end of a section that they read on; ``key`` is the session's.

    Raises ``Enrolment.DoesNotExist`` and ``Refused``.
    """
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    return _count(found, lesson_key, key, by, rules.ALLOWED_CONTINUE)


def _count(found: readers.Found, lesson_key: str, key: str, by: User, allowed: timedelta) -> Counted:
    session = ReadingSession.objects.of(by.pk, lesson_key).filter(key=key).first()
    decision = rules.decide_beat(own=session is not None, is_open=session is not None and session.ended_at is None)
    if session is None or decision.refused:
        raise Refused(decision.because, WORDS)
    earned = rules.earned(session.last_beat_at, found.at, allowed)
    session.milliseconds += earned
    session.last_beat_at = max(found.at, session.last_beat_at)
    session.save(update_fields=["milliseconds", "last_beat_at"])
    return Counted(session, found.milliseconds + earned, found.plan.minimum if found.plan else 0)
