"""Pathways, syllabuses, enrolments and the ledger."""

from courses.progress.models.enrolments import Enrolment, LedgerEvent, Reason, snapshot_of
from courses.progress.models.syllabuses import LessonVersion, Pathway, Release, Syllabus

__all__ = ["Enrolment", "LedgerEvent", "LessonVersion", "Pathway", "Reason", "Release", "Syllabus", "snapshot_of"]
