"""Gives a new enrolment the lessons that its person had completed before."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from courses.lessons import actions, queries
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.signals import enrolled


@receiver(enrolled, dispatch_uid="lessons.adopt")
def adopt_earlier_completions(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    person = enrolment.person
    for completion in queries.completions(person) if person else ():
        ledger.append(enrolment, actions.claim(completion, at=completion.completed_at), by=person, at=at)
