"""What a host is shown for an hour and nobody keeps: who stands at the door without a seat, and shared addresses.

All of it is in the cache alone, until the slot ends. A lost entry costs a host a glance.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from courses.slots.models import SignUp, Slot


def knock(row: SignUp, *, at: datetime) -> None:
    """Somebody who waits for a seat knows the code: they are there."""
    cache.set(_door(row.pk), True, timeout=_until_the_end(row.slot, at))


def at_the_door(sign_ups: Iterable[int]) -> set[int]:
    """Which of these sign-ups are of people who stand at the door."""
    keys = {_door(pk): pk for pk in sign_ups}
    return {keys[key] for key in cache.get_many(keys)}


def count_address(slot: Slot, address: str, *, at: datetime) -> None:
    """Count a check-in over an address, of which a hash is kept that says nothing in another slot."""
    ends = _until_the_end(slot, at)
    secret = salted_hmac("courses.slots.address", f"{slot.pk} {address}", algorithm="sha256").hexdigest()
    key = f"slots.address:{slot.pk}:{secret}"
    cache.add(key, 0, timeout=ends)
    with suppress(ValueError):
        count = cache.incr(key)
        if count > same_address(slot):
            cache.set(_most(slot), count, timeout=ends)


def same_address(slot: Slot) -> int:
    """How many checked in over the one address that most checked in over."""
    return int(cache.get(_most(slot)) or 0)


def _door(sign_up_id: int) -> str:
    return f"slots.door:{sign_up_id}"


def _most(slot: Slot) -> str:
    return f"slots.address:{slot.pk}:most"


def _until_the_end(slot: Slot, at: datetime) -> int:
    return max(1, int((slot.ends_at - at).total_seconds()))
