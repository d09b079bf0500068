"""Holds all mail back while the database knows less than the journal, and a worker from issuing without keys."""

from typing import Any

from celery.signals import celeryd_after_setup
from django.utils.functional import Promise

from certification.certificates.actions import out_of_step
from certification.certificates.words import WORDS
from certification.certificates.workers import refusal
from lms.mail import brakes


def held_back() -> "str | Promise | None":
    """It may have been sent before."""
    reason = out_of_step()
    return None if reason is None else WORDS[reason]


@celeryd_after_setup.connect(dispatch_uid="certificates.keys")
def refuse_without_keys(instance: Any, **_: Any) -> None:
    """Before the broker gives it anything. Celery swallows what its signals raise, but for this."""
    if words := refusal(instance.app.amqp.queues.consume_from):
        raise SystemExit(words)


brakes.register(held_back)
