"""When readers are told the topic of a chat, and when the way to its meeting is open to anybody."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def topic_shared_at(starts_at: datetime, *, zone: str, days_before: int) -> datetime:
    """So many days before the start by the clocks of its zone: no switch of daylight saving moves the hour."""
    there = starts_at.astimezone(ZoneInfo(zone)) - timedelta(days=days_before)
    return there.astimezone(UTC)


def tells_topic(*, days_before: int, held: bool, told: bool, shared_at: datetime | None, at: datetime) -> bool:
    """Whether readers are told the topic.

    At once where it isn't held back or the chat was held, and for good once it was told, also if the chat moves to a
    later day. ``shared_at`` is ``None`` as long as there is no session to count back from.
    """
    if not days_before or held or told:
        return True
    return shared_at is not None and shared_at <= at


def door_is_open(*, opens: datetime, ends: datetime, at: datetime) -> bool:
    """From shortly before the start to the end."""
    return opens <= at < ends
