"""Gives a new enrolment the sign-ups and attendances that its person had before."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.signals import enrolled
from courses.slots.actions import attendance, seats
from courses.slots.models import AttendanceMark, SignUp


@receiver(enrolled, dispatch_uid="slots.adopt")
def adopt_earlier_facts(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    sign_ups = SignUp.objects.filter(person=enrolment.person_id).select_related("slot").order_by("pk")
    for row in sign_ups:
        ledger.append(enrolment, seats.claim(row, at=row.ended_at or row.created_at), by=enrolment.person, at=at)
    marks = (
        AttendanceMark.objects.filter(person=enrolment.person_id, undone_at=None)
        .select_related("slot", "marked_by")
        .order_by("pk")
    )
    for mark in marks:
        ledger.append(enrolment, attendance.claim(mark), by=mark.marked_by, at=at)
