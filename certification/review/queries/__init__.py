"""Reads for the candidate and the review desk; each states its cost in queries."""

from certification.review.queries.candidate import Application, application_of
from certification.review.queries.cases import (
    asks_before,
    asks_of,
    away_on,
    cases_with_steps_around,
    current_case,
    members,
    open_questions,
    round_of,
    standing_of,
    votes,
    whole,
)
from certification.review.queries.desk import Ballot, Desk, Past, Place, ballot, desk, desk_at, place
from certification.review.queries.evidence import (
    attendance_of,
    evidence_of,
    hashed,
    progress_of,
    reflections_of,
)
from certification.review.queries.facts import Board, Subject, board, facts_about, reviewers_of

__all__ = [
    "Application",
    "Ballot",
    "Board",
    "Desk",
    "Past",
    "Place",
    "Subject",
    "application_of",
    "asks_before",
    "asks_of",
    "attendance_of",
    "away_on",
    "ballot",
    "board",
    "cases_with_steps_around",
    "current_case",
    "desk",
    "desk_at",
    "evidence_of",
    "facts_about",
    "hashed",
    "members",
    "open_questions",
    "place",
    "progress_of",
    "reflections_of",
    "reviewers_of",
    "round_of",
    "standing_of",
    "votes",
    "whole",
]
