"""What is typed about sessions."""

from courses.slots.forms.finding import FindingForm
from courses.slots.forms.rosters import MarkForm, ReasonForm, RestForm, SentMarkForm, UndoForm, WalkInForm
from courses.slots.forms.running import ClosingForm, CodeForm, NotesForm
from courses.slots.forms.season import SeasonForm, answers_in
from courses.slots.forms.seats import NeedForm, NewcomerForm
from courses.slots.forms.series import CopyForm, SeriesCallOffForm, SeriesSlotForm
from courses.slots.forms.slots import CallOffForm, CapacityForm, NewSlotForm, SlotForm, usual_for
from courses.slots.forms.together import ACTS, ActForm

__all__ = [
    "ACTS",
    "ActForm",
    "CallOffForm",
    "CapacityForm",
    "ClosingForm",
    "CodeForm",
    "CopyForm",
    "FindingForm",
    "MarkForm",
    "NeedForm",
    "NewSlotForm",
    "NewcomerForm",
    "NotesForm",
    "ReasonForm",
    "RestForm",
    "SeasonForm",
    "SentMarkForm",
    "SeriesCallOffForm",
    "SeriesSlotForm",
    "SlotForm",
    "UndoForm",
    "WalkInForm",
    "answers_in",
    "usual_for",
]
