"""Pathways, syllabuses, enrolments, the ledger, what releases made of whom, and what staff noted and granted."""

from courses.progress.models.credits import Credit
from courses.progress.models.enrolments import Enrolment, LedgerEvent, Reason, snapshot_of
from courses.progress.models.moves import Move
from courses.progress.models.records import StaffRecord
from courses.progress.models.syllabuses import LessonVersion, Pathway, Release, Syllabus

__all__ = [
    "Credit",
    "Enrolment",
    "LedgerEvent",
    "LessonVersion",
    "Move",
    "Pathway",
    "Reason",
    "Release",
    "StaffRecord",
    "Syllabus",
    "snapshot_of",
]
