"""What is typed about sessions."""

from courses.slots.forms.rosters import MarkForm, ReasonForm, RestForm, SentMarkForm, UndoForm, WalkInForm
from courses.slots.forms.running import ClosingForm, CodeForm, NotesForm
from courses.slots.forms.slots import CallOffForm, CapacityForm, NewSlotForm, SlotForm

__all__ = [
    "CallOffForm",
    "CapacityForm",
    "ClosingForm",
    "CodeForm",
    "MarkForm",
    "NewSlotForm",
    "NotesForm",
    "ReasonForm",
    "RestForm",
    "SentMarkForm",
    "SlotForm",
    "UndoForm",
    "WalkInForm",
]
