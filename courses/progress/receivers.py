"""Lets rows of releases follow the ledger, and gives a new enrolment what staff noted of its person before."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from courses.progress.actions import moves, records
from courses.progress.engine import MOVES
from courses.progress.models import Enrolment, LedgerEvent, StaffRecord
from courses.progress.signals import enrolled, progress_asserted


@receiver(progress_asserted, dispatch_uid="progress.note_undone")
def note_undone(sender: type[Enrolment], *, enrolment: Enrolment, event: LedgerEvent, **_: Any) -> None:
    if event.undoes is not None and event.subject == MOVES:
        moves.note_undone(enrolment, event)


@receiver(enrolled, dispatch_uid="progress.adopt_records")
def adopt_records(sender: type[Enrolment], *, enrolment: Enrolment, at: datetime, **_: Any) -> None:
    """With what was corrected, so that taking a correction back means the same here as elsewhere."""
    rows = StaffRecord.objects.filter(person=enrolment.person_id).not_taken_back().select_related("recorded_by")
    for row in rows.order_by("number", "revision"):
        records.assert_in(enrolment, row, by=row.recorded_by, at=at)
