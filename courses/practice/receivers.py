"""Gives a new enrolment what its person did before, and names the observers for whom somebody waits."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from django.urls import reverse

from courses.practice.actions import claims
from courses.practice.models import Dialogue, FeedbackRound, Observation, Pairing, Promise, Reflection
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.requirements import Next, RequirementStatus
from courses.progress.signals import enrolled, waited_long
from lms.people.models import User


@receiver(enrolled, dispatch_uid="practice.adopt")
def adopt_earlier_facts(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    led = Dialogue.objects.led_by(enrolment.person_id or 0).order_by("pk")
    for dialogue in led:
        over = dialogue.state in (Dialogue.State.HELD, Dialogue.State.CANCELLED)
        claim = claims.claim_of_dialogue(dialogue, at=dialogue.starts_at if over else dialogue.created_at)
        ledger.append(enrolment, claim, by=enrolment.person, at=at)
    observations = Observation.objects.standing().filter(dialogue__in=led).select_related("observer")
    for observation in observations.order_by("pk"):
        ledger.append(enrolment, claims.claim_of_observation(observation), by=observation.observer, at=at)
    shared = Reflection.objects.filter(dialogue__in=led, shared_at__isnull=False, with_core_group=True)
    for reflection in shared.order_by("pk"):
        ledger.append(enrolment, claims.claim_of_reflection(reflection), by=enrolment.person, at=at)
    for round_ in (
        FeedbackRound.objects.filter(dialogue__in=led, dialogue__headcount__isnull=False)
        .select_related("dialogue")
        .order_by("pk")
    ):
        ledger.append(enrolment, claims.claim_of_feedback(round_.dialogue, round_, at=at), by=None, at=at)
    for promise in Promise.objects.standing().of(enrolment.person_id or 0):
        ledger.append(enrolment, claims.claim_of_promise(promise), by=enrolment.person, at=at)


@receiver(waited_long, dispatch_uid="practice.name_observers")
def name_observers(
    sender: type[Enrolment], *, enrolment: Enrolment, status: RequirementStatus, **_: Any
) -> list[tuple[User, str]]:
    """Who was asked to observe the dialogue that is waited for and hasn't handed in, and where they write."""
    if status.next is not Next.GET_OBSERVED or not status.about.isdecimal():
        return []
    handed_in = Observation.objects.filter(dialogue=OuterRef("dialogue"), observer=OuterRef("person"))
    asked = (
        Pairing.objects.open()
        .observers()
        .filter(~Exists(handed_in), dialogue=int(status.about), dialogue__enrolment__person=enrolment.person_id)
    )
    page = reverse("practice:observe", args=[status.about])
    return [(row.person, page) for row in asked.select_related("person").order_by("pk")]
