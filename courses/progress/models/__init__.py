"""Pathways, syllabuses, enrolments, the ledger, and what staff noted and granted."""

from courses.progress.models.credits import Credit
from courses.progress.models.enrolments import Enrolment, LedgerEvent, Reason, snapshot_of
from courses.progress.models.records import StaffRecord
from courses.progress.models.syllabuses import LessonVersion, Pathway, Release, Syllabus

__all__ = [
    "Credit",
    "Enrolment",
    "LedgerEvent",
    "LessonVersion",
    "Pathway",
    "Reason",
    "Release",
    "StaffRecord",
    "Syllabus",
    "snapshot_of",
]
