"""Periodic work of the slots."""

from celery import shared_task

from courses.slots.actions import hosts, needs, reminders, reports, scheduling


@shared_task(name="slots.remind")
def remind() -> None:
    reminders.remind()
    hosts.remind()


@shared_task(name="slots.let_go_of_holds")
def let_go_of_holds() -> None:
    scheduling.let_go_of_holds()


@shared_task(name="slots.forget_reports")
def forget_reports() -> None:
    reports.forget()


@shared_task(name="slots.forget_needs")
def forget_needs() -> None:
    needs.forget()
