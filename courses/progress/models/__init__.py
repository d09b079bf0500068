"""Pathways, syllabuses, enrolments, the ledger, and what releases made of whom."""

from courses.progress.models.enrolments import Enrolment, LedgerEvent, Reason, snapshot_of
from courses.progress.models.moves import Move
from courses.progress.models.syllabuses import LessonVersion, Pathway, Release, Syllabus

__all__ = [
    "Enrolment",
    "LedgerEvent",
    "LessonVersion",
    "Move",
    "Pathway",
    "Reason",
    "Release",
    "Syllabus",
    "snapshot_of",
]
