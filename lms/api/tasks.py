"""What happens to the API's rows with time."""

from celery import shared_task
from django.conf import settings

from lms.api import idempotency


@shared_task(name="api.retire")
def retire() -> None:
    idempotency.retire(older_than=settings.RETAIN_IDEMPOTENCY_KEYS)
