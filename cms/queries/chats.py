"""Chats as the public finds them."""

from datetime import datetime

from cms.models import ChatPage
from courses.slots.models import Slot


def coming_chats(at: datetime, *, limit: int | None = None) -> list[ChatPage]:
    """Live chats whose session is still to come or going on, soonest first, each with its session. One query."""
    pages = ChatPage.objects.live().filter(session__state=Slot.State.PUBLISHED, session__ends_at__gt=at)
    return list(pages.select_related("session").order_by("session__starts_at", "path")[:limit])
