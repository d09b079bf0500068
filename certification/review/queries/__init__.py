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
from certification.review.queries.exercises import (
    Offered,
    Practised,
    can_be_exercises,
    draft_of,
    exercises_for,
    practised,
    to_make,
)
from certification.review.queries.facts import Board, Subject, board, facts_about, reviewers_of
from certification.review.queries.roads import ListedPerson, called, listed_people, lists, pathways

__all__ = [
    "Board",
    "Desk",
    "ListedPerson",
    "Offered",
    "Practised",
    "Subject",
    "asks_before",
    "attendance_of",
    "away_on",
    "board",
    "called",
    "can_be_exercises",
    "current_case",
    "desk",
    "draft_of",
    "evidence_of",
    "exercises_for",
    "facts_about",
    "hashed",
    "listed_people",
    "lists",
    "members",
    "open_questions",
    "pathways",
    "practised",
    "progress_of",
    "reflections_of",
    "reviewers_of",
    "round_of",
    "standing_of",
    "to_make",
    "votes",
    "whole",
]
