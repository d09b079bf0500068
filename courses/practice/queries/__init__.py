"""Reads for the pages of practice dialogues; each states its cost in queries."""

from courses.practice.queries.agreement import agreement, own_agreement, scored_pathways
from courses.practice.queries.busy import is_in_another
from courses.practice.queries.calibration import is_only_advice, is_qualified
from courses.practice.queries.desk import Desk, Gaps, desk, gaps, people_of
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
from courses.practice.queries.differences import Differences, differences_of, wants_third_eyes
from courses.practice.queries.helpers import may_help, wish_of
from courses.practice.queries.matching import Board, Candidate, LeftOut, ahead, board, with_lead
from courses.practice.queries.observations import draft_of, handed_in_by, observed_by
from courses.practice.queries.pairings import (
    CLOSE,
    are_related,
    asked_of,
    co_lead_of,
    has_experience,
    is_accompanied,
    is_experienced,
    is_lead,
    needs_experience,
    observes,
    observes_next,
    to_observe,
    unanswered,
    unanswered_of,
    what_lacks,
)
from courses.practice.queries.promises import farthest_promise, promises_of

__all__ = [
    "CLOSE",
    "Board",
    "Candidate",
    "Desk",
    "Differences",
    "Gaps",
    "LeftOut",
    "Room",
    "StageRow",
    "agreement",
    "ahead",
    "are_related",
    "asked_of",
    "board",
    "co_lead_of",
    "desk",
    "differences_of",
    "draft_of",
    "farthest_promise",
    "gaps",
    "handed_in_by",
    "has_experience",
    "is_accompanied",
    "is_experienced",
    "is_in_another",
    "is_lead",
    "is_only_advice",
    "is_qualified",
    "leads_next",
    "led_by",
    "may_help",
    "needs_experience",
    "observed_by",
    "observes",
    "observes_next",
    "own_agreement",
    "people_of",
    "promises_of",
    "reflection_of",
    "room",
    "scored_pathways",
    "to_observe",
    "unanswered",
    "unanswered_of",
    "waiting_for_clearing",
    "wants_third_eyes",
    "what_lacks",
    "whole",
    "wish_of",
    "with_lead",
]
