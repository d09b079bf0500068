"""How long somebody was there: the union of their stays within a slot, never a sum."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Stay(NamedTuple):
    """From when to when somebody was in a meeting, on one of their devices."""

    came: datetime
    left: datetime


def within(stay: Stay, starts: datetime, ends: datetime) -> timedelta:
    """How much of a stay lies within a slot; never less than nothing."""
    return max(min(stay.left, ends) - max(stay.came, starts), timedelta(0))


def merged(stays: Iterable[Stay], starts: datetime, ends: datetime) -> tuple[Stay, ...]:
    """The union of stays, clipped to a slot: in order, and none touches another."""
    whole: list[Stay] = []
    for came, left in sorted(stays):
        stay = Stay(max(came, starts), min(left, ends))
        if stay.left <= stay.came:
            continue
        if whole and stay.came <= whole[-1].left:
            whole[-1] = Stay(whole[-1].came, max(whole[-1].left, stay.left))
        else:
            whole.append(stay)
    return tuple(whole)


def minutes_of(union: Iterable[Stay]) -> int:
    """Whole minutes of a union: what was begun and not finished doesn't count."""
    return int(sum((stay.left - stay.came for stay in union), timedelta(0)).total_seconds() // 60)
