"""Mail's tasks: each may run twice, and in any number of workers at once."""

from celery import shared_task
from django.conf import settings

from lms.mail import actions


@shared_task(name="mail.deliver")
def deliver(mail_id: int) -> None:
    actions.deliver(mail_id)


@shared_task(name="mail.sweep")
def sweep() -> None:
    actions.sweep()


@shared_task(name="mail.retire")
def retire() -> None:
    actions.retire(older_than=settings.RETAIN_SENT_MAIL)
