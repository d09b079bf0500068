"""Periodic work of practice."""

from celery import shared_task

from courses.practice.actions import calibrations


@shared_task(name="practice.ask_to_calibrate")
def ask_to_calibrate() -> None:
    calibrations.ask_again()
