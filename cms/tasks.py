"""Background work on pages."""

from celery import shared_task
from django.core.management import call_command

from cms.actions import releases as actions
from cms.actions import search


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire the pages whose time has come. It changes nobody's training: only a release does."""
    call_command("publish_scheduled")


@shared_task(name="cms.release_due")
def release_due() -> None:
    """Make the planned releases whose time has come."""
    actions.release_due()


@shared_task(name="cms.find_told_topics")
def find_told_topics() -> None:
    """Let chats be found by the topics that were shared of late."""
    search.find_told_topics()
