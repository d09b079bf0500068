"""What is typed about practice dialogues."""

from courses.practice.forms.notes import SentNoteForm
from courses.practice.forms.observations import (
    NOT_OBSERVED,
    AmendmentForm,
    Competency,
    Difference,
    ObservationForm,
    fields_of,
)
from courses.practice.forms.pairings import ObserverForm
from courses.practice.forms.plans import ProposalForm
from courses.practice.forms.promises import PromiseForm
from courses.practice.forms.reflections import ReflectionForm

__all__ = [
    "NOT_OBSERVED",
    "AmendmentForm",
    "Competency",
    "Difference",
    "ObservationForm",
    "ObserverForm",
    "PromiseForm",
    "ProposalForm",
    "ReflectionForm",
    "SentNoteForm",
    "fields_of",
]
