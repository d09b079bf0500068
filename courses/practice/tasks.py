"""Periodic work of practice."""

from celery import shared_task

from courses.practice.actions import concerns


@shared_task(name="practice.remind_of_concerns")
def remind_of_concerns() -> None:
    concerns.remind()
