"""What is typed about practice dialogues."""

from courses.practice.forms.calibration import CalibrationForm, ExerciseForm
from courses.practice.forms.concerns import ConcernForm, ConcernWordsForm, OwnerForm
from courses.practice.forms.debrief import AimForm, SayingForm
from courses.practice.forms.feedback import FeedbackCodeForm, FeedbackForm, ShorterForm
from courses.practice.forms.notes import NoteForm, SentNoteForm
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
from courses.practice.forms.feedback import FeedbackCodeForm, FeedbackForm, ShorterForm
from courses.practice.forms.notes import NoteForm, SentNoteForm
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
from courses.practice.forms.room import GroupsForm, JottedForm, SentPressForm

__all__ = [
    "NOT_OBSERVED",
    "AmendmentForm",
    "Competency",
    "Difference",
    "FeedbackCodeForm",
    "FeedbackForm",
    "GroupsForm",
    "JottedForm",
    "NoteForm",
    "CalibrationForm",
    "ExerciseForm",
from courses.practice.forms.reflections import ReadersForm, ReflectionForm
from courses.practice.forms.support import SupportPlaceForm

__all__ = [
    "NOT_OBSERVED",
    "AimForm",
    "CalibrationForm",
    "ConcernForm",
    "ConcernWordsForm",
    "ExerciseForm",
    "FeedbackCodeForm",
    "FeedbackForm",
    "NoteForm",
    "ObservationForm",
    "ObserverForm",
    "OwnerForm",
    "PromiseForm",
    "ProposalForm",
    "ReadersForm",
    "ReflectionForm",
    "SentNoteForm",
    "SentPressForm",
    "ShorterForm",
    "fields_of",
    "SayingForm",
    "SentNoteForm",
    "ShorterForm",
    "SupportPlaceForm",
]
