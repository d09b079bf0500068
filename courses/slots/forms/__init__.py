"""What is typed about sessions."""

from courses.slots.forms.rosters import MarkForm, ReasonForm, RestForm, SentMarkForm, UndoForm, WalkInForm
from courses.slots.forms.slots import CallOffForm, CapacityForm, NewSlotForm, SlotForm

__all__ = [
    "CallOffForm",
    "CapacityForm",
    "MarkForm",
    "NewSlotForm",
    "ReasonForm",
    "RestForm",
    "SentMarkForm",
    "SlotForm",
    "UndoForm",
    "WalkInForm",
]
