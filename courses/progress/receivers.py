"""Lets the rows of releases follow the ledger: a move that is taken back there is taken back here."""

from typing import Any

from django.dispatch import receiver

from courses.progress.actions import moves
from courses.progress.engine import MOVES
from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.signals import progress_asserted


@receiver(progress_asserted, dispatch_uid="progress.note_undone")
def note_undone(sender: type[Enrolment], *, enrolment: Enrolment, event: LedgerEvent, **_: Any) -> None:
    if event.undoes is not None and event.subject == MOVES:
        moves.note_undone(enrolment, event)
