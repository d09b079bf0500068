"""What waits for a host: sessions that are over and not closed, and lines that only a host moves now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from courses.slots import words
from courses.slots.models import Slot
from courses.slots.queries.facts import counted
from lms.people.models import User

# So many of each are told; the list of sessions has the others.
MOST_TOLD = 10
# And of those that come, so many within so long.
_NEXT, _SOON = 3, timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Desk:
    """Sessions to close, the longest over first, those with a line that only a host moves now, and the next ones."""

    to_close: tuple[Slot, ...]
    to_confirm: tuple[Slot, ...]
    coming: tuple[Slot, ...]


def desk(host: User, *, at: datetime) -> Desk:
    """Of sessions that somebody hosts or facilitates, or that nobody hosts; next are only their own. Three queries."""
    own = Q(host=host) | Q(pk__in=host.facilitated_slots.values("pk"))
    published = Slot.objects.published().filter(own | Q(host=None))
    over = published.filter(ends_at__lte=at).order_by("ends_at", "pk")[:MOST_TOLD]
    rows: Any = published.with_counts().coming(at)
    rows = rows.filter(waiting_count__gt=0)
    stuck = (row for row in rows if row.promotion_ends_at <= at and counted(row).free > 0)
    coming = Slot.objects.published().filter(own, starts_at__lte=at + _SOON).with_counts().coming(at)[:_NEXT]
    return Desk(tuple(over), tuple(stuck)[:MOST_TOLD], tuple(coming))


def stands(slot: Slot, at: datetime) -> str:
    """How a session stands for its hosts: a published one can be running, or be over and wait for its closing."""
    if slot.state != Slot.State.PUBLISHED or at < slot.starts_at:
        return slot.get_state_display()
    return str(words.RUNNING if at < slot.ends_at else words.NOT_CLOSED)
