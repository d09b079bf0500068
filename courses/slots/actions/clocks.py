"""Between a slot's instants and what clocks of its zone show; nothing here writes."""

from datetime import timedelta
from typing import Any

from courses.slots import rules
from courses.slots.models import Slot
from lms.web.wall_clock import WallTime, shown

# The columns that hold what clocks show; a slot's end follows from its start.
CLOCKS = {"starts": "starts_at", "opens": "signup_opens_at", "closes": "signup_closes_at", "until": "cancel_until"}
COLUMNS = (*CLOCKS.values(), "ends_at")


def clocks_of(slot: Slot, *, zone: str = "") -> rules.Clocks:
    return rules.Clocks(
        **{name: shown(getattr(slot, column), zone or slot.zone).wall for name, column in CLOCKS.items()}
    )


def start_of(slot: Slot, clocks: rules.Clocks, *, zone: str, answer: str = "") -> WallTime:
    """When a slot would start; what it shows already is no question."""
    own = shown(slot.starts_at, slot.zone)
    return own if (own.wall, own.zone) == (clocks.starts, zone) else WallTime(clocks.starts, zone, answer)


def columns(slot: Slot, clocks: rules.Clocks, *, start: WallTime, minutes: int) -> dict[str, Any]:
    """The instants of a slot whose clocks show these times, however they are bent by a clock that changes between."""
    starts = start.likely

    def moment(name: str) -> Any:
        stored, wall = getattr(slot, CLOCKS[name]), getattr(clocks, name)
        as_now = start.zone == slot.zone and shown(stored, slot.zone).wall == wall
        return stored if as_now else WallTime(wall, start.zone).likely

    ends = starts + timedelta(minutes=minutes)
    closes = min(moment("closes"), ends)
    return {
        "starts_at": starts,
        "ends_at": ends,
        "signup_closes_at": closes,
        "signup_opens_at": min(moment("opens"), closes - timedelta(minutes=1)),
        "cancel_until": min(moment("until"), starts),
    }
