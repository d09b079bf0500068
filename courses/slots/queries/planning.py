"""What those who plan sessions choose from, begin with, and are warned of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from courses.slots.models import Slot
from courses.slots.queries.rosters import hosts
from lms.people.models import User
from lms.web.parts import STAGES
from lms.web.wall_clock import WallTime

# Minutes of the hour of a chat, as experienced facilitators plan them.
_MINUTES = {"check_in": 10, "concept": 5, "frame": 10, "breakout": 20, "debrief": 15}
_CHATS = (Slot.Kind.CHAT_LOCAL, Slot.Kind.CHAT_NATIONAL)
_WORDS = ("title", "text", "language", "agenda")


def hosts_and(slot: Slot) -> QuerySet[User]:
    """Who may host, and who is named in a slot already though they may no longer. One query."""
    named = Q(pk=slot.host_id or 0)
    if slot.pk:
        named |= Q(pk__in=slot.facilitators.values("pk"))
    return User.objects.filter(Q(pk__in=hosts().values("pk")) | named).order_by("display_name", "pk")


def words_of_the_last(kind: str) -> dict[str, Any]:
    """What was last said of a session of a kind: nobody types it twice. One query."""
    last = Slot.objects.filter(kind=kind).order_by("-pk").values(*_WORDS).first()
    return dict(last) if last else {"agenda": usual_agenda(kind)}


def usual_agenda(kind: str) -> str:
    """The five stages for chats; other sessions have none of their own."""
    if kind not in _CHATS:
        return ""
    return "\n".join(f"{_MINUTES[stage.code]} {stage.name}" for stage in STAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A session as it would be: when, what is asked about its time, and what else its host has then.

    ``name`` is what an answer to the question is called; ``slot`` is the one that would move or be copied.
    """

    name: str
    time: WallTime
    title: str
    host_id: int | None
    starts: datetime | None
    ends: datetime | None
    clashes: tuple[Slot, ...] = ()
    slot: Any = None
    refusals: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether anybody has to say which moment is meant: not of a time that a session has already."""
        return self.slot is None or self.starts is None or self.moves

    @property
    def people(self) -> int:
        """How many have a place in the slot that would move."""
        return int(self.slot.confirmed_count + self.slot.waiting_count) if self.slot else 0

    @property
    def moves(self) -> bool:
        return self.slot is not None and (self.slot.starts_at, self.slot.ends_at) != (self.starts, self.ends)

    def meets(self, other: Slot) -> bool:
        """Whether its host hosts another session at the same time."""
        if self.starts is None or self.ends is None or self.host_id is None:
            return False
        return other.host_id == self.host_id and other.starts_at < self.ends and other.ends_at > self.starts


def with_clashes(rows: Sequence[Foreseen], *, but: Iterable[int] = ()) -> list[Foreseen]:
    """The same, each with what else its host hosts then; ``but`` are slots that move, too. One query."""
    timed = [(row.starts, row.ends) for row in rows if row.starts and row.ends and row.host_id]
    if not timed:
        return [*rows]
    near = Slot.objects.exclude(state=Slot.State.CANCELLED).exclude(pk__in=[*but])
    near = near.filter(
        host__in={row.host_id for row in rows if row.host_id},
        starts_at__lt=max(ends for _starts, ends in timed),
        ends_at__gt=min(starts for starts, _ends in timed),
    )
    slots = list(near.order_by("starts_at", "pk"))
    return [replace(row, clashes=tuple(slot for slot in slots if row.meets(slot))) for row in rows]
