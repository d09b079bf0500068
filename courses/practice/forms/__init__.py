"""What is typed about practice dialogues."""

from courses.practice.forms.calibration import CalibrationForm, ExerciseForm
from courses.practice.forms.observations import NOT_OBSERVED, ObservationForm
from courses.practice.forms.pairings import ObserverForm
from courses.practice.forms.plans import ProposalForm
from courses.practice.forms.promises import PromiseForm
from courses.practice.forms.reflections import ReflectionForm

__all__ = [
    "NOT_OBSERVED",
    "CalibrationForm",
    "ExerciseForm",
    "ObservationForm",
    "ObserverForm",
    "PromiseForm",
    "ProposalForm",
    "ReflectionForm",
]
