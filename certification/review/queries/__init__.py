"""Reads for the candidate and the review desk; each states its cost in queries."""

from certification.review.queries.cases import (
    asks_before,
    away_on,
    current_case,
    members,
    open_questions,
    round_of,
    standing_of,
    votes,
    whole,
)
from certification.review.queries.desk import Desk, desk
from certification.review.queries.evidence import (
    attendance_of,
    evidence_of,
    hashed,
    progress_of,
    reflections_of,
)
from certification.review.queries.facts import Board, Subject, board, facts_about, reviewers_of
from certification.review.queries.roads import ListedPerson, called, listed_people, lists, pathways

__all__ = [
    "Board",
    "Desk",
    "ListedPerson",
    "Subject",
    "asks_before",
    "attendance_of",
    "away_on",
    "board",
    "called",
    "current_case",
    "desk",
    "evidence_of",
    "facts_about",
    "hashed",
    "listed_people",
    "lists",
    "members",
    "open_questions",
    "pathways",
    "progress_of",
    "reflections_of",
    "reviewers_of",
    "round_of",
    "standing_of",
    "votes",
    "whole",
]
