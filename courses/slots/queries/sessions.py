"""Sessions as one reader sees them: in lists, on a page of their own, and among what is theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from courses.slots import rules
from courses.slots.models import SignUp, Slot, SlotQuerySet
from courses.slots.queries.facts import counted
from courses.slots.queries.welcome import Guest, Reader
from courses.slots.rules import SlotFacts, Standing
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Session:
    """A slot as one reader sees it: how it stands for them, what they have in it, and their place in the line.

    ``own_state`` is empty for who has no sign-up, and ``place`` is 0 for who doesn't wait. ``overlaps`` is what else
    they have at the same time.
    """

    slot: Slot
    facts: SlotFacts
    standing: Standing
    own_state: str
    place: int
    at: datetime
    overlaps: tuple[Slot, ...] = ()

    @property
    def free(self) -> int:
        return max(0, self.facts.free)

    @property
    def takes(self) -> bool:
        """Whether the reader could take a seat now, or wait for one."""
        return self.standing in (Standing.FREE, Standing.WAITLIST)

    @property
    def team(self) -> list[User]:
        return self.slot.team

    @property
    def waiting(self) -> int:
        return self.facts.waiting

    @property
    def line_moves(self) -> bool:
        """Whether somebody who waits may still be given a seat."""
        return self.at < self.facts.promotion_ends

    @property
    def can_leave(self) -> bool:
        """Whether the reader may give back what they have."""
        mine = self.standing in (Standing.IN, Standing.WAITING)
        waits = self.standing == Standing.WAITING
        return not rules.decide_cancellation(self.facts, is_in=mine, waits=waits, at=self.at).refused

    @property
    def door(self) -> rules.Door:
        """Whether the reader may go through to the meeting now."""
        confirmed = self.slot.state == Slot.State.PUBLISHED and self.own_state == SignUp.State.CONFIRMED
        return rules.door(self.facts, opens=self.slot.join_opens_at, confirmed=confirmed, at=self.at)


def session(slot: Any, at: datetime, *, welcome: bool = True, overlaps: tuple[Slot, ...] = ()) -> Session:
    """No query, given a slot that was read by ``sessions``; ``welcome`` comes from the reader's ``Guest``."""
    facts = counted(slot)
    cancelled = slot.state == Slot.State.CANCELLED
    standing = rules.standing(facts, cancelled=cancelled, own=slot.own_state, welcome=welcome, at=at)
    return Session(slot, facts, standing, slot.own_state, slot.own_place, at, overlaps)


def seen(slots: Iterable[Slot], reader: Reader, at: datetime) -> list[Session]:
    """Slots that were read by ``sessions``, as a reader sees them; at most three queries, however many slots."""
    guest, own = Guest(reader, at=at), _own_slots(reader, at)
    return [session(slot, at, welcome=guest.is_welcome(slot), overlaps=_beside(slot, own)) for slot in slots]


def _own_slots(reader: Reader, at: datetime) -> list[Slot]:
    if not isinstance(reader, User):
        return []
    rows = SignUp.objects.open().filter(person=reader, slot__state=Slot.State.PUBLISHED, slot__ends_at__gt=at)
    times = rows.select_related("slot").only("slot__title", "slot__starts_at", "slot__ends_at", "slot__zone")
    return [row.slot for row in times.order_by("slot__starts_at", "slot_id")]


def _beside(slot: Slot, own: list[Slot]) -> tuple[Slot, ...]:
    return tuple(
        one for one in own if one.pk != slot.pk and one.starts_at < slot.ends_at and one.ends_at > slot.starts_at
    )


def sessions(reader: Reader) -> SlotQuerySet:
    """Slots that the reader may see, with counts, what they have in each, and who runs it. Two queries."""
    rows = Slot.objects.shown().with_counts().seen_by(reader.pk).select_related("host", "for_institution")
    return rows.prefetch_related(Prefetch("facilitators", User.objects.order_by("display_name", "pk")))


def coming(reader: Reader, at: datetime) -> SlotQuerySet:
    """Published sessions that aren't over, soonest first. Two queries."""
    return sessions(reader).published().coming(at)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A seat that a person has in a coming session, or their place in its line (0 for who has a seat)."""

    slot: Slot
    confirmed: bool
    place: int
    may_join: bool


_OF_OWN_SLOT = ("title", "starts_at", "ends_at", "zone", "room", "join_link")


def own_coming(person: User, at: datetime) -> list[OwnPlace]:
    """Where a person is expected or waits, soonest first. One query, and one more for who waits somewhere."""
    rows = SignUp.objects.open().filter(person=person, slot__state=Slot.State.PUBLISHED, slot__ends_at__gt=at)
    rows = rows.select_related("slot").only("state", *(f"slot__{name}" for name in _OF_OWN_SLOT))
    mine = list(rows.order_by("slot__starts_at", "slot_id"))
    waiting = [row.slot_id for row in mine if row.state == SignUp.State.WAITING]
    lines = list(SignUp.objects.in_line().filter(slot__in=waiting).values_list("slot", "pk")) if waiting else []
    return [_own_place(row, lines, at) for row in mine]


def _own_place(row: SignUp, lines: list[tuple[int, int]], at: datetime) -> OwnPlace:
    confirmed = row.state == SignUp.State.CONFIRMED
    line = [pk for slot, pk in lines if slot == row.slot_id]
    # Between the two queries somebody may have been given a seat.
    place = line.index(row.pk) + 1 if row.pk in line else 0
    may_join = confirmed and row.slot.has_a_door and row.slot.join_opens_at <= at
    return OwnPlace(row.slot, confirmed, place, may_join)
