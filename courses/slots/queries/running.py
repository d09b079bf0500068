"""A slot while it runs, as its host sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from courses.slots import rules
from courses.slots.models import Slot
from courses.slots.queries.check_ins import Presence, ShownCode, gate_of, presence, shown_code
from courses.slots.queries.facts import counted
from courses.slots.queries.rosters import RosterRow, roster
from courses.slots.rules import Gate, SlotFacts


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of the agenda and when it begins; ``stage`` is the code of one of the five, or empty."""

    part: rules.Part
    starts: datetime
    stage: str
    says: str
    runs: bool

    @property
    def begins_second(self) -> int:
        return self.part.begins * 60

    @property
    def ends_second(self) -> int:
        return self.part.ends * 60


@dataclass(frozen=True, slots=True)
class RunOfShow:
    """What a host looks at: where the agenda is, who is there, the code, and who waits."""

    slot: Slot
    facts: SlotFacts
    parts: tuple[ShownPart, ...]
    elapsed: int
    gate: Gate
    shown: ShownCode
    presence: Presence
    waiting: tuple[RosterRow, ...]
    line_stands: bool

    @property
    def may_close(self) -> bool:
        return self.slot.state == Slot.State.PUBLISHED and self.elapsed >= 0


def run_of_show(slot: Any, *, at: datetime) -> RunOfShow:
    """Three queries, given a slot that was read ``with_counts``: however many people."""
    parts = rules.parts_of(slot.agenda)
    elapsed = int((at - slot.starts_at).total_seconds())
    now = rules.running(parts, minute=elapsed / 60)
    return RunOfShow(
        slot=slot,
        facts=counted(slot),
        parts=tuple(_shown(part, slot, runs=part is now) for part in parts),
        elapsed=elapsed,
        gate=gate_of(slot, at),
        shown=shown_code(slot, at),
        presence=presence(slot),
        waiting=roster(slot).waiting,
        line_stands=at >= slot.promotion_ends_at,
    )


def _shown(part: rules.Part, slot: Slot, *, runs: bool) -> ShownPart:
    starts = slot.starts_at + timedelta(minutes=part.begins)
    stage, says = rules.stage_of(part.name)
    return ShownPart(part, starts, stage, says, runs)
