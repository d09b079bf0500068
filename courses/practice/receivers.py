"""Gives a new enrolment the dialogues, observations and reflections that its person had before."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from courses.practice.actions import claims
from courses.practice.models import Dialogue, Observation, Reflection
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.signals import enrolled


@receiver(enrolled, dispatch_uid="practice.adopt")
def adopt_earlier_facts(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    led = Dialogue.objects.led_by(enrolment.person_id or 0).order_by("pk")
    for dialogue in led:
        over = dialogue.state in (Dialogue.State.HELD, Dialogue.State.CANCELLED)
        claim = claims.claim_of_dialogue(dialogue, at=dialogue.starts_at if over else dialogue.created_at)
        ledger.append(enrolment, claim, by=enrolment.person, at=at)
    observations = Observation.objects.filter(dialogue__in=led, submitted_at__isnull=False).select_related("observer")
    for observation in observations.order_by("pk"):
        ledger.append(enrolment, claims.claim_of_observation(observation), by=observation.observer, at=at)
    for reflection in Reflection.objects.filter(dialogue__in=led, shared_at__isnull=False).order_by("pk"):
        ledger.append(enrolment, claims.claim_of_reflection(reflection), by=enrolment.person, at=at)
