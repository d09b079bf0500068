"""How often wrong codes were tried: counted in the cache, before each look at a code."""

from contextlib import suppress
from datetime import datetime

from django.core.cache import cache

from courses.slots.rules import TRIES_SPAN


def take(who: str, *, most: int, at: datetime) -> bool:
    """Take one of the tries of this span. ``False``: there was none left, and nothing may be looked at.

    Counting comes before looking, so that a hundred requests at once have no more tries than one after the other.
    """
    key = _key(who, at)
    for _round in range(3):
        cache.add(key, 0, timeout=2 * int(TRIES_SPAN.total_seconds()))
        # A full cache may drop the counter between the two.
        with suppress(ValueError):
            return cache.incr(key) <= most
    return False


def give_back(who: str, *, at: datetime) -> None:
    """A right code costs no try: two hundred people may come through one door."""
    with suppress(ValueError):
        cache.decr(_key(who, at))


def _key(who: str, at: datetime) -> str:
    return f"slots.tries:{who}:{int(at.timestamp() // TRIES_SPAN.total_seconds())}"
