"""Background work on pages."""

from celery import shared_task
from django.conf import settings
from django.core.management import call_command

from cms.actions import inquiries
from cms.actions import releases as actions


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire the pages whose time has come. It changes nobody's training: only a release does."""
    call_command("publish_scheduled")


@shared_task(name="cms.release_due")
def release_due() -> None:
    """Make the planned releases whose time has come."""
    actions.release_due()


@shared_task(name="cms.tell_of_chats")
def tell_of_chats() -> None:
    """Write to those whose suggested topic is a chat that anybody can read of by now."""
    inquiries.tell_of_chats()


@shared_task(name="cms.forget_letters")
def forget_letters() -> None:
    """Let go of who wrote letters that were answered long ago."""
    inquiries.forget(older_than=settings.RETAIN_LETTERS)
