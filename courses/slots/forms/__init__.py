"""What is typed about sessions."""

from courses.slots.forms.running import ClosingForm, CodeForm, NotesForm
from courses.slots.forms.slots import CallOffForm, CapacityForm, MarkForm, NewSlotForm, SlotForm

__all__ = ["CallOffForm", "CapacityForm", "ClosingForm", "CodeForm", "MarkForm", "NewSlotForm", "NotesForm", "SlotForm"]
