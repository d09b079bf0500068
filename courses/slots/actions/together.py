"""One verb for several slots: look ahead at each, then do it for all, or for those for which it can be done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import beside, scheduling
from courses.slots.models import Slot
from courses.slots.queries import counted
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User

MOST = 500


class Outcome(StrEnum):
    """What a verb comes to for one slot."""

    CHANGES = "changes"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One slot: what comes of it, from what to what, or why not."""

    slot: Any
    outcome: Outcome
    was: Any = ""
    becomes: Any = ""
    because: tuple[rules.Reason, ...] = ()

    @property
    def refusals(self) -> list[str]:
        return [str(WORDS[reason]) for reason in self.because]


class Act(Protocol):
    """What is done to each of several slots. ``foresee`` asks the database nothing of a slot that ``chosen`` read."""

    def foresee(self, slot: Any, at: datetime) -> Line: ...

    def carry_out(self, slot: Any, by: User, clock: Clock) -> None: ...


def _line(slot: Any, decision: rules.SeatDecision, was: Any, becomes: Any) -> Line:
    if decision.refused:
        return Line(slot, Outcome.REFUSED, was, becomes, decision.because)
    return Line(slot, Outcome.SAME if was == becomes else Outcome.CHANGES, was, becomes)


@dataclass(frozen=True, slots=True)
class Publish:
    """Open drafts to those who look for a session."""

    def foresee(self, slot: Any, at: datetime) -> Line:
        if slot.state == Slot.State.PUBLISHED:
            return Line(slot, Outcome.SAME, slot.get_state_display(), slot.get_state_display())
        decision = rules.decide_publication(counted(slot), draft=slot.state == Slot.State.DRAFT, at=at)
        return _line(slot, decision, slot.get_state_display(), Slot.State.PUBLISHED.label)

    def carry_out(self, slot: Any, by: User, clock: Clock) -> None:
        scheduling.publish(slot_id=slot.pk, by=by, clock=clock)


@dataclass(frozen=True, slots=True)
class CallOff:
    """Cancel slots for one reason, which is told to those who had a place."""

    because: str

    def foresee(self, slot: Any, at: datetime) -> Line:
        decision = rules.decide_calling_off(over=scheduling.is_over(slot, at), because=self.because)
        return _line(slot, decision, slot.get_state_display(), Slot.State.CANCELLED.label)

    def carry_out(self, slot: Any, by: User, clock: Clock) -> None:
        scheduling.call_off(slot_id=slot.pk, because=self.because, by=by, clock=clock)


@dataclass(frozen=True, slots=True)
class SetSeats:
    """Give slots so many seats; new ones go to those who wait."""

    capacity: int

    def foresee(self, slot: Any, at: datetime) -> Line:
        decision = rules.decide_capacity(counted(slot), self.capacity)
        if scheduling.is_over(slot, at):
            decision = rules.SeatDecision(rules.Outcome.REFUSE, (rules.Reason.ALREADY_OVER,))
        return _line(slot, decision, slot.seat_count, self.capacity)

    def carry_out(self, slot: Any, by: User, clock: Clock) -> None:
        scheduling.set_capacity(slot_id=slot.pk, capacity=self.capacity, by=by, clock=clock)


@dataclass(frozen=True, slots=True)
class Change:
    """Write one thing of slots, and how it is told."""

    name: str
    value: Any
    tell: Callable[[Any], str]

    def foresee(self, slot: Any, at: datetime) -> Line:
        over = scheduling.is_over(slot, at)
        decision = rules.decide_change(counted(slot), over=over, moved=False, starts=slot.starts_at, at=at)
        return _line(slot, decision, self.tell(self._now(slot)), self.tell(self.value))

    def carry_out(self, slot: Any, by: User, clock: Clock) -> None:
        scheduling.change(slot_id=slot.pk, changes={self.name: self.value}, by=by, clock=clock)

    def _now(self, slot: Any) -> Any:
        return [*slot.facilitators.all()] if self.name == "facilitators" else beside.standing(slot, self.name)


def chosen(numbers: Iterable[int]) -> Any:
    """Slots with all that acts look at. Two queries, however many."""
    rows = Slot.objects.filter(pk__in=list(numbers)).with_counts().select_related("host", "series")
    return rows.prefetch_related("facilitators").order_by("starts_at", "pk")


def foresee(act: Act, slots: Iterable[Any], *, at: datetime) -> list[Line]:
    """What an act would come to for each. No query."""
    return [act.foresee(slot, at) for slot in slots]


@transaction.atomic
def carry_out_all(*, act: Act, slot_ids: Sequence[int], by: User, clock: Clock = timezone.now) -> list[Line]:
    """Do it for all. Raises ``Refused`` if one of them can't be changed; then nothing is."""
    lines = _locked_lines(act, slot_ids, clock)
    if any(line.outcome is Outcome.REFUSED for line in lines):
        raise Refused((rules.Reason.SOME_CANNOT,), WORDS)
    return _carry_out(act, lines, by, clock)


@transaction.atomic
def carry_out_some(*, act: Act, slot_ids: Sequence[int], by: User, clock: Clock = timezone.now) -> list[Line]:
    """Do it for those for which it can be done, in one transaction."""
    return _carry_out(act, _locked_lines(act, slot_ids, clock), by, clock)


def _locked_lines(act: Act, slot_ids: Sequence[int], clock: Clock) -> list[Line]:
    """Looked at anew under all the locks, so that nothing comes between look and act."""
    locked = [slot.pk for slot in Slot.objects.locked().filter(pk__in=slot_ids)]
    return foresee(act, chosen(locked), at=clock())


def _carry_out(act: Act, lines: list[Line], by: User, clock: Clock) -> list[Line]:
    changing = [line.slot for line in lines if line.outcome is Outcome.CHANGES]
    for slot in changing:
        act.carry_out(slot, by, clock)
    if changing:
        data = {"act": type(act).__name__, "slots": [slot.pk for slot in changing]}
        audit.record("slots.together", about=changing[0], by=by, data=data)
    return lines
