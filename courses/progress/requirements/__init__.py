"""The kinds of requirement, one dataclass each: what it asks, and how far somebody has come."""

from courses.progress.requirements.base import (
    SESSION_KINDS,
    STAGES,
    TURNS,
    Asserted,
    LessonPlan,
    ModulePlan,
    Next,
    Progress,
    Requirement,
    RequirementStatus,
    ReviewPlan,
    Situation,
    Syllabus,
    Turn,
    assess,
    requirement_from,
    spoken,
)
from courses.progress.requirements.groups import Group
from courses.progress.requirements.practice import (
    CoLead,
    InviteFeedback,
    LeadDialogues,
    MakePromise,
    ReachRubric,
    ShareReflections,
)
from courses.progress.requirements.reading import CompleteLessons, ScoreChecks
from courses.progress.requirements.sessions import AttendSessions, TakePart

__all__ = [
    "SESSION_KINDS",
    "STAGES",
    "TURNS",
    "Asserted",
    "AttendSessions",
    "CoLead",
    "CompleteLessons",
    "Group",
    "InviteFeedback",
    "LeadDialogues",
    "LessonPlan",
    "MakePromise",
    "ModulePlan",
    "Next",
    "Progress",
    "ReachRubric",
    "Requirement",
    "RequirementStatus",
    "ReviewPlan",
    "ScoreChecks",
    "ShareReflections",
    "Situation",
    "Syllabus",
    "TakePart",
    "Turn",
    "assess",
    "requirement_from",
    "spoken",
]
