"""Background work on pages."""

from celery import shared_task
from django.conf import settings
from django.core.management import call_command

from cms.actions import chats, deck_versions, decks, followers, impact, inquiries
from cms.actions import releases as actions


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire the pages whose time has come. It changes nobody's training: only a release does."""
    call_command("publish_scheduled")


@shared_task(name="cms.release_due")
def release_due() -> None:
    """Make the planned releases whose time has come."""
    actions.release_due()


@shared_task(name="cms.tell_of_deck")
def tell_of_deck(version_id: int) -> None:
    """Mail those who want to hear of a new version of a slide deck."""
    deck_versions.tell(version_id)


@shared_task(name="cms.sweep_decks")
def sweep_decks() -> None:
    """Keep and tell of what a worker that died has left."""
    deck_versions.sweep()


@shared_task(name="cms.retire_deck_requests")
def retire_deck_requests() -> None:
    """Remove what nobody confirmed, and blank who asked long ago."""
    decks.retire(unconfirmed=settings.RETAIN_UNCONFIRMED_ACCOUNTS, answered=settings.RETAIN_DECK_REQUESTS)


@shared_task(name="cms.tell_impact")
def tell_impact() -> None:
    """Count what the program has reached, and tell what has changed enough."""
    impact.tell()


@shared_task(name="cms.tell_of_chats")
def tell_of_chats() -> None:
    """Write to those whose suggested topic is a chat that anybody can read of by now."""
    inquiries.tell_of_chats()


@shared_task(name="cms.forget_letters")
def forget_letters() -> None:
    """Let go of who wrote letters that were answered long ago."""
    inquiries.forget(older_than=settings.RETAIN_LETTERS)


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
