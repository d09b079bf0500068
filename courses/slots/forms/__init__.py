"""What is typed about sessions."""

from courses.slots.forms.slots import CallOffForm, CapacityForm, MarkForm, NewSlotForm, SlotForm

__all__ = ["CallOffForm", "CapacityForm", "MarkForm", "NewSlotForm", "SlotForm"]
