"""Periodic work of practice dialogues."""

from celery import shared_task

from courses.practice.actions import gaps


@shared_task(name="practice.mind_gaps")
def mind_gaps() -> None:
    gaps.mind()
