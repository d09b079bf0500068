"""Reads for the trainee's pages, for staff, for releases, and for the proof that ledgers and snapshots agree."""

from courses.progress.queries.impact import RULES, Foreseen, Group, Impact, Summary, impact
from courses.progress.queries.integrity import Checked, check_all, faults, verify_chain
from courses.progress.queries.moves import Tally, latest, may_be_led_back, moves, tallies, tally
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
    "RULES",
    "Checked",
    "Foreseen",
    "Group",
    "Impact",
    "LessonRow",
    "ModuleRow",
    "RequirementRow",
    "Summary",
    "Tally",
    "Training",
    "check_all",
    "current_release",
    "enrolments",
    "faults",
    "history",
    "impact",
    "is_done",
    "latest",
    "may_be_led_back",
    "may_lead",
    "moves",
    "open_pathways",
    "tallies",
    "tally",
    "training",
    "training_of",
    "trainings",
    "verify_chain",
]
