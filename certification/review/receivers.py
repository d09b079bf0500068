"""What follows here when a candidate's history is put right."""

from typing import Any

from django.dispatch import receiver

from certification.review.actions.corrections import note_correction
from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.signals import progress_asserted


@receiver(progress_asserted, dispatch_uid="review.corrected")
def tell_of_corrections(sender: type[Enrolment], *, enrolment: Enrolment, event: LedgerEvent, **_: Any) -> None:
    """Inside of the transaction that holds the enrolment's lock."""
    note_correction(enrolment, event)
