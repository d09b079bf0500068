"""Reads for the trainee's pages, for staff, for releases, and for the proof that ledgers and snapshots agree."""

from courses.progress.queries.impact import Impact, impact
from courses.progress.queries.integrity import Checked, check_all, faults, verify_chain
from courses.progress.queries.timeline import PER_PAGE, Entry, Person, person, timeline
from courses.progress.queries.training import (
    LessonRow,
    ModuleRow,
    RequirementRow,
    Training,
    current_release,
    enrolments,
    history,
    is_done,
    may_lead,
    open_pathways,
    training,
    training_of,
    trainings,
)

__all__ = [
    "PER_PAGE",
    "Checked",
    "Entry",
    "Impact",
    "LessonRow",
    "ModuleRow",
    "Person",
    "RequirementRow",
    "Training",
    "check_all",
    "current_release",
    "enrolments",
    "faults",
    "history",
    "impact",
    "is_done",
    "may_lead",
    "open_pathways",
    "person",
    "timeline",
    "training",
    "training_of",
    "trainings",
    "verify_chain",
]
