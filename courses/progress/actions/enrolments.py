"""Beginning a road, and what one does with one's own: pause it, go on, withdraw, come back, plan its end."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.progress import rules
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, Pathway, Release
from courses.progress.signals import enrolled
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.mail import actions as mail
from lms.people.models import User


@transaction.atomic
def enrol(*, person: User, pathway_slug: str, by: User, clock: Clock = timezone.now) -> Enrolment:
    """Begin a pathway on its current syllabus; who has begun already is given what they have.

    Earlier facts about the person are adopted in the same transaction by the receivers of ``enrolled``.
    Raises ``Pathway.DoesNotExist`` and ``Refused``.
    """
    enrolment, begun = _enrol(person, pathway_slug, by=by, clock=clock)
    if begun:
        mail.queue(
            "enrolled",
            to=person,
            cause=f"enrolled:{enrolment.pk}",
            context={"pathway": enrolment.pathway.title, "slug": enrolment.pathway.slug},
        )
    return enrolment


@transaction.atomic
def enrol_put_forward(*, person: User, pathway_slug: str, by: User, clock: Clock = timezone.now) -> Enrolment:
    """The same for somebody who is put forward for what they did before: whoever does it tells them what it means.

    Raises ``Pathway.DoesNotExist`` and ``Refused``.
    """
    return _enrol(person, pathway_slug, by=by, clock=clock)[0]


def _enrol(person: User, pathway_slug: str, *, by: User, clock: Clock) -> tuple[Enrolment, bool]:
    """The enrolment, and whether it is new.

    The pathway's lock keeps a release from passing by while somebody is being pinned to the syllabus before it.
    """
    pathway = Pathway.objects.select_for_update(no_key=True).get(slug=pathway_slug)
    ledger.lock_people([person.pk])
    at = clock()
    standing = Enrolment.objects.filter(person=person, pathway=pathway).first()
    if standing:
        return standing, False
    release = Release.objects.filter(pathway=pathway).select_related("syllabus").order_by("-pk").first()
    if release is None:
        raise Refused((rules.Reason.NOT_RELEASED,), WORDS)
    enrolment = Enrolment.objects.create(person=person, pathway=pathway, syllabus=release.syllabus, enrolled_at=at)
    enrolled.send(Enrolment, enrolment=enrolment, by=by, at=at)
    return enrolment, True


@transaction.atomic
def resume(*, enrolment_id: int, by: User, clock: Clock = timezone.now) -> Enrolment:
    """Go on after a pause, or come back after having withdrawn. Raises ``Refused``."""
    return _say_state(Enrolment.State.ACTIVE, enrolment_id, by, clock)


@transaction.atomic
def pause(*, enrolment_id: int, by: User, clock: Clock = timezone.now) -> Enrolment:
    """Rest: nobody is reminded and nothing is lost; no reason is asked. Raises ``Refused``."""
    return _say_state(Enrolment.State.PAUSED, enrolment_id, by, clock)


@transaction.atomic
def withdraw(*, enrolment_id: int, by: User, clock: Clock = timezone.now) -> Enrolment:
    """Leave the road, for as long as one likes; no reason is asked. Raises ``Refused``."""
    return _say_state(Enrolment.State.WITHDRAWN, enrolment_id, by, clock)


def _say_state(wanted: Enrolment.State, enrolment_id: int, by: User, clock: Clock) -> Enrolment:
    """Assert a state once: who says again what holds already, as by a second click, adds nothing."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    decision = rules.decide_state(wanted, own=enrolment.person_id == by.pk, now=enrolment.state)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    if wanted != enrolment.state:
        _say(enrolment, "training", {"state": str(wanted)}, by=by, at=at)
    return enrolment


@transaction.atomic
def plan(*, enrolment_id: int, finish_by: date | None, by: User, clock: Clock = timezone.now) -> Enrolment:
    """Name the day by which one would like to be done, or none; nothing is enforced by it. Raises ``Refused``."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    own = enrolment.person_id == by.pk
    decision = rules.decide_plan(finish_by, own=own, today=timezone.localdate(at))
    if decision.refused:
        raise Refused(decision.because, WORDS)
    value = {"finish_by": finish_by.isoformat() if finish_by else None}
    standing = enrolment.progress.get("plan")
    if standing is None or dict(standing.value) != value:
        _say(enrolment, "plan", value, by=by, at=at)
    return enrolment


def _say(enrolment: Enrolment, subject: str, value: dict[str, Any], *, by: User, at: datetime) -> None:
    """Add to one's own locked ledger what nobody else has a say in, hence as weighty as any person's word."""
    claim = ledger.Claim(
        subject=subject,
        value=value,
        rank=Rank.PERSON,
        occurred_at=at,
        source="trainee",
        key=f"{subject}/{enrolment.last_seq + 1}",
    )
    ledger.assert_new([enrolment], claim, by=by, at=at)
