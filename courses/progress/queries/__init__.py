"""Reads for the trainee's pages, for staff, for releases, and for the proof that ledgers and snapshots agree."""

from courses.progress.queries.events import Day, EventLine, history_pages, timeline, whole_training, with_lines
from courses.progress.queries.impact import Impact, impact
from courses.progress.queries.integrity import Fault, chained, faults, rebuilt
from courses.progress.queries.training import (
    Goal,
    LessonRow,
    ModuleRow,
    RequirementRow,
    Training,
    current_release,
    enrolments,
    goal_of,
    history,
    is_done,
    may_lead,
    open_pathways,
    released,
    training,
    training_of,
    trainings,
)
from courses.progress.queries.waiting import waiting_since, waiting_too_long, walking

__all__ = [
    "Day",
    "EventLine",
    "Fault",
    "Goal",
    "Impact",
    "LessonRow",
    "ModuleRow",
    "RequirementRow",
    "Training",
    "chained",
    "current_release",
    "enrolments",
    "faults",
    "goal_of",
    "history",
    "history_pages",
    "impact",
    "is_done",
    "may_lead",
    "open_pathways",
    "rebuilt",
    "released",
    "timeline",
    "training",
    "training_of",
    "trainings",
    "waiting_since",
    "waiting_too_long",
    "walking",
    "whole_training",
    "with_lines",
]
