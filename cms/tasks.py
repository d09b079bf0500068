"""Background work on pages."""

from celery import shared_task
from django.core.management import call_command

from cms.actions import impact
from cms.actions import releases as actions


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire the pages whose time has come. It changes nobody's training: only a release does."""
    call_command("publish_scheduled")


@shared_task(name="cms.release_due")
def release_due() -> None:
    """Make the planned releases whose time has come."""
    actions.release_due()


@shared_task(name="cms.tell_impact")
def tell_impact() -> None:
    """Count what the program has reached, and tell what has changed enough."""
    impact.tell()
