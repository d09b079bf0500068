"""Periodic work of practice dialogues."""

from celery import shared_task
from django.utils import timezone

from courses.practice import queries
from courses.practice.actions import calibrations, concerns, feedback, gaps, sessions, traces


@shared_task(name="practice.mind_gaps")
def mind_gaps() -> None:
    gaps.mind()


@shared_task(name="practice.release_feedback")
def release_feedback() -> None:
    """Each round in a transaction of its own; then what was deleted leaves the database's files too."""
    due = list(queries.due_rounds(at=timezone.now()).values_list("pk", flat=True))
    for round_id in due:
        feedback.release(round_id=round_id)
    traces.wipe()


@shared_task(name="practice.remind_of_concerns")
def remind_of_concerns() -> None:
    concerns.remind()


@shared_task(name="practice.ask_to_calibrate")
def ask_to_calibrate() -> None:
    calibrations.ask_again()


@shared_task(name="practice.follow_sessions")
def follow_sessions() -> None:
    sessions.follow_all()
