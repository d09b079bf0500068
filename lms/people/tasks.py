"""What happens to people's records with time."""

from celery import shared_task
from django.conf import settings

from lms.people import actions


@shared_task(name="people.retire")
def retire() -> None:
    actions.remove_unconfirmed(older_than=settings.RETAIN_UNCONFIRMED_ACCOUNTS)
