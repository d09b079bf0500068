"""What is typed about practice dialogues."""

from courses.practice.forms.observations import NOT_OBSERVED, ObservationForm
from courses.practice.forms.pairings import ChosenForm, FoundingForm
from courses.practice.forms.plans import ProposalForm
from courses.practice.forms.promises import PromiseForm
from courses.practice.forms.reflections import ReflectionForm
from courses.practice.forms.wishes import WishForm

__all__ = [
    "NOT_OBSERVED",
    "ChosenForm",
    "FoundingForm",
    "ObservationForm",
    "PromiseForm",
    "ProposalForm",
    "ReflectionForm",
    "WishForm",
]
