"""Background work of the heart: each may run twice, and in any number of workers at once."""

from celery import shared_task
from django.utils import timezone

from courses.progress.actions import ledger, moves, reminders
from courses.progress.models import Enrolment


@shared_task(name="progress.move")
def move(release_id: int) -> None:
    moves.carry_on(release_id=release_id)


@shared_task(name="progress.sweep_moves")
def sweep_moves() -> None:
    moves.sweep()


@shared_task(name="progress.settle_due")
def settle_due() -> None:
    """One task for each training of which time alone may have changed something, so that none holds up another."""
    for enrolment_id in Enrolment.objects.open().due(timezone.now()).order_by("pk").values_list("pk", flat=True):
        settle.delay(enrolment_id)


@shared_task(name="progress.settle")
def settle(enrolment_id: int) -> None:
    ledger.settle_due(enrolment_id=enrolment_id)


@shared_task(name="progress.remind_waiting")
def remind_waiting() -> None:
    reminders.remind_waiting()
