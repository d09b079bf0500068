"""Periodic work of the slots."""

from celery import shared_task

from courses.slots.actions import hosts, reminders, scheduling


@shared_task(name="slots.remind")
def remind() -> None:
    reminders.remind()
    hosts.remind()


@shared_task(name="slots.let_go_of_holds")
def let_go_of_holds() -> None:
    scheduling.let_go_of_holds()
