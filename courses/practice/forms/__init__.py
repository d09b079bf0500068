"""What is typed about practice dialogues."""

from courses.practice.forms.observations import NOT_OBSERVED, ObservationForm
from courses.practice.forms.pairings import ObserverForm
from courses.practice.forms.plans import BeginForm, CommentForm, PlanForm, SharingForm, initial_of, own_time_of
from courses.practice.forms.promises import PromiseForm
from courses.practice.forms.reflections import ReflectionForm

__all__ = [
    "NOT_OBSERVED",
    "BeginForm",
    "CommentForm",
    "ObservationForm",
    "ObserverForm",
    "PlanForm",
    "PromiseForm",
    "ReflectionForm",
    "SharingForm",
    "initial_of",
    "own_time_of",
]
