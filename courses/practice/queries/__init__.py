"""Reads for the pages of practice dialogues; each states its cost in queries."""

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
from courses.practice.queries.observations import (
    draft_of,
    handed_in_by,
    observed_by,
    readable,
    still_to_hand_in,
    visible_to,
    with_earlier,
)
from courses.practice.queries.observing import Observing
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
from courses.practice.queries.rooms import RoomState, seen_by

__all__ = [
    "CLOSE",
    "Observing",
    "Room",
    "RoomState",
    "StageRow",
    "are_related",
    "asked_of",
    "co_lead_of",
    "draft_of",
    "farthest_promise",
    "handed_in_by",
    "has_experience",
    "is_experienced",
    "is_lead",
    "is_only_advice",
    "is_qualified",
    "leads_next",
    "led_by",
    "needs_experience",
    "noted_by",
    "notes_of",
    "observed_by",
    "observes",
    "observes_next",
    "possible_observers",
    "promises_of",
    "readable",
    "reflection_of",
    "room",
    "seen_and_handed_in",
    "seen_by",
    "stage_at",
    "still_to_hand_in",
    "to_observe",
    "visible_to",
    "waiting_for_clearing",
    "whole",
    "with_earlier",
]
