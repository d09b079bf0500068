"""Practice dialogues: their plans, pairings, stages, observations, feedback, and what follows."""

from courses.practice.models.afterwards import (
    CareWish,
    Concern,
    ConcernEntry,
    DebriefEntry,
    Promise,
    Reflection,
    SupportPlace,
)
from courses.practice.models.calibration import Calibration, Exercise
from courses.practice.models.dialogues import Dialogue, DialogueQuerySet, PlanComment
from courses.practice.models.feedback import Answer, FeedbackRound, SealedAnswer
from courses.practice.models.observations import (
    Note,
    Observation,
    ObservationDraft,
    ObservationWords,
    Readiness,
)
from courses.practice.models.pairings import FoundingMember, Pairing, PairingQuerySet, PairingWish
from courses.practice.models.stages import USUAL_MINUTES, Press, Stage, StagePlan, StageRun
from courses.practice.models.topics import Topic

__all__ = [
    "USUAL_MINUTES",
    "Answer",
    "Calibration",
    "CareWish",
    "Concern",
    "ConcernEntry",
    "DebriefEntry",
    "Dialogue",
    "DialogueQuerySet",
    "Exercise",
    "FeedbackRound",
    "FoundingMember",
    "Note",
    "Observation",
    "ObservationDraft",
    "ObservationWords",
    "Pairing",
    "PairingQuerySet",
    "PairingWish",
    "PlanComment",
    "Press",
    "Promise",
    "Readiness",
    "Reflection",
    "SealedAnswer",
    "Stage",
    "StagePlan",
    "StageRun",
    "SupportPlace",
    "Topic",
]
