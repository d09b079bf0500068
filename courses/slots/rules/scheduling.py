"""What may become of a slot: its seats, its words and time, publication, and its end."""

from datetime import datetime

from courses.slots.rules.base import Reason, SeatDecision, SlotFacts, decide


def decide_capacity(slot: SlotFacts, seats: int) -> SeatDecision:
    """Capacity may change to anything that leaves everyone their seat, for the minutes that one is held too."""
    return decide(
        (seats >= 1, Reason.NO_SEATS),
        (seats >= slot.confirmed, Reason.SEATS_TAKEN),
        (seats < slot.confirmed or seats >= slot.confirmed + slot.held, Reason.HOLDS_TAKEN),
    )


def decide_publication(slot: SlotFacts, *, draft: bool, at: datetime) -> SeatDecision:
    """A draft that lies ahead and has seats can be published."""
    return decide(
        (draft, Reason.NOT_A_DRAFT), (slot.seats >= 1, Reason.NO_SEATS), (at < slot.starts, Reason.STARTS_IN_THE_PAST)
    )


def decide_change(slot: SlotFacts, *, over: bool, moved: bool, starts: datetime, at: datetime) -> SeatDecision:
    """Words may change until the end; the time until the start: whoever has a place keeps it and is told."""
    return decide(
        (not over, Reason.ALREADY_OVER),
        (over or not moved or not slot.published or at < slot.starts, Reason.ALREADY_BEGUN),
        (over or not moved or not slot.published or at < starts, Reason.STARTS_IN_THE_PAST),
    )


def decide_calling_off(*, over: bool, because: str) -> SeatDecision:
    """A slot that isn't over can be called off, with a reason that those who signed up are told."""
    return decide((not over, Reason.ALREADY_OVER), (bool(because.strip()), Reason.NO_REASON_GIVEN))
