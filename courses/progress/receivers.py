"""Gives a new enrolment what staff noted of its person before."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from courses.progress.actions import records
from courses.progress.models import Enrolment, StaffRecord
from courses.progress.signals import enrolled


@receiver(enrolled, dispatch_uid="progress.adopt_records")
def adopt_records(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    """With what was corrected, so that taking a correction back means the same here as elsewhere."""
    rows = StaffRecord.objects.filter(person=enrolment.person_id).not_taken_back().select_related("recorded_by")
    for row in rows.order_by("number", "revision"):
        records.assert_in(enrolment, row, by=row.recorded_by, at=at)
