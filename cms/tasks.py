"""Background work on pages."""

from celery import shared_task
from django.conf import settings
from django.core.management import call_command

from cms.actions import chats, followers
from cms.actions import releases as actions


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire the pages whose time has come. It changes nobody's training: only a release does."""
    call_command("publish_scheduled")


@shared_task(name="cms.release_due")
def release_due() -> None:
    """Make the planned releases whose time has come."""
    actions.release_due()


@shared_task(name="cms.announce_chats")
def announce_chats() -> None:
    """Tell followers of new chats."""
    chats.announce()


@shared_task(name="cms.share_topics")
def share_topics() -> None:
    """Tell of the topics whose time has come."""
    chats.share_topics()


@shared_task(name="cms.retire_followers")
def retire_followers() -> None:
    """Remove addresses that were never confirmed."""
    followers.retire(older_than=settings.RETAIN_UNCONFIRMED_ACCOUNTS)
