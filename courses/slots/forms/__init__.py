"""What is typed about sessions."""

from courses.slots.forms.finding import FindingForm
from courses.slots.forms.seats import NeedForm, NewcomerForm
from courses.slots.forms.slots import CallOffForm, CapacityForm, MarkForm, NewSlotForm, SlotForm

__all__ = [
    "CallOffForm",
    "CapacityForm",
    "FindingForm",
    "MarkForm",
    "NeedForm",
    "NewSlotForm",
    "NewcomerForm",
    "SlotForm",
]
