"""Periodic work of practice dialogues."""

from celery import shared_task

from courses.practice.actions import sessions


@shared_task(name="practice.follow_sessions")
def follow_sessions() -> None:
    sessions.follow_all()
