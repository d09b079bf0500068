"""Reads for the pages of practice dialogues; each states its cost in queries."""

from courses.practice.queries.breakouts import Breakout, breakout_of, members_of
from courses.practice.queries.calibration import is_only_advice, is_qualified
from courses.practice.queries.dialogues import (
    Room,
    StageRow,
    leads_next,
    led_by,
    reflection_of,
    room,
    waiting_for_clearing,
    whole,
)
from courses.practice.queries.notes import noted_by, notes_of, seen_and_handed_in, stage_at
from courses.practice.queries.observations import draft_of, handed_in_by, observed_by
from courses.practice.queries.pairings import (
    CLOSE,
    are_related,
    asked_of,
    co_lead_of,
    has_experience,
    is_experienced,
    is_lead,
    needs_experience,
    observes,
    observes_next,
    possible_observers,
    to_observe,
)
from courses.practice.queries.promises import farthest_promise, promises_of
from courses.practice.queries.rooms import LeadsRoom, RoomState, in_room_of, leads_room, seen_by

__all__ = [
    "CLOSE",
    "Breakout",
    "LeadsRoom",
    "Room",
    "RoomState",
    "StageRow",
    "are_related",
    "asked_of",
    "breakout_of",
    "co_lead_of",
    "draft_of",
    "farthest_promise",
    "handed_in_by",
    "has_experience",
    "in_room_of",
    "is_experienced",
    "is_lead",
    "is_only_advice",
    "is_qualified",
    "leads_next",
    "leads_room",
    "led_by",
    "members_of",
    "needs_experience",
    "noted_by",
    "notes_of",
    "observed_by",
    "observes",
    "observes_next",
    "possible_observers",
    "promises_of",
    "reflection_of",
    "room",
    "seen_and_handed_in",
    "seen_by",
    "stage_at",
    "to_observe",
    "waiting_for_clearing",
    "whole",
]
