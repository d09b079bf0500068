"""Sessions as one reader sees them: in lists, on a page of their own, and among what is theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.slots import rules
from courses.slots.models import SignUp, Slot, SlotQuerySet
from courses.slots.queries.facts import counted
from courses.slots.queries.welcome import Reader
from courses.slots.rules import SlotFacts, Standing
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Session:
    """A slot as one reader sees it: how it stands for them, what they have in it, and their place in the line.

    ``own_state`` is empty for who has no sign-up, and ``place`` is 0 for who doesn't wait.
    """

    slot: Slot
    facts: SlotFacts
    standing: Standing
    own_state: str
    place: int
    at: datetime

    @property
    def free(self) -> int:
        return max(0, self.facts.free)

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


def session(slot: Any, at: datetime, *, welcome: bool = True) -> Session:
    """No query, given a slot that was read by ``sessions``; ``welcome`` comes from the reader's ``Guest``."""
    facts = counted(slot)
    cancelled = slot.state == Slot.State.CANCELLED
    standing = rules.standing(facts, cancelled=cancelled, own=slot.own_state, welcome=welcome, at=at)
    return Session(slot, facts, standing, slot.own_state, slot.own_place, at)


def sessions(reader: Reader) -> SlotQuerySet:
    """Slots that the reader may see, with counts and what they have in each. One query."""
    return Slot.objects.shown().with_counts().seen_by(reader.pk).select_related("host")


def coming(reader: Reader, at: datetime) -> SlotQuerySet:
    """Published sessions that aren't over, soonest first. One query."""
    return sessions(reader).published().coming(at)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A seat that a person has in a coming session, or their place in its line (0 for who has a seat)."""

    slot: Slot
    confirmed: bool
    place: int
    may_join: bool


_OF_OWN_SLOT = ("title", "starts_at", "ends_at", "zone")


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
    return OwnPlace(row.slot, confirmed, place, confirmed and row.slot.join_opens_at <= at)
