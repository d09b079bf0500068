"""Keeps what searches find equal to what readers are told."""

from datetime import timedelta

from django.utils import timezone
from wagtail.search import index

from cms.queries.search import chats_just_told
from lms.actions import Clock

# Looked at again for so long, so that a clock that stood still for a while misses nothing.
LOOKED_BACK = timedelta(days=1)


def find_told_topics(*, clock: Clock = timezone.now) -> None:
    """Let chats be found by the topics that were shared of late; done twice it changes nothing."""
    at = clock()
    for page in chats_just_told(at - LOOKED_BACK, at):
        index.insert_or_update_object(page)
