"""What is typed about sessions."""

from courses.slots.forms.season import SeasonForm, answers_in
from courses.slots.forms.series import CopyForm, SeriesCallOffForm, SeriesSlotForm
from courses.slots.forms.slots import CallOffForm, CapacityForm, MarkForm, NewSlotForm, SlotForm, usual_for
from courses.slots.forms.together import ACTS, ActForm

__all__ = [
    "ACTS",
    "ActForm",
    "CallOffForm",
    "CapacityForm",
    "CopyForm",
    "MarkForm",
    "NewSlotForm",
    "SeasonForm",
    "SeriesCallOffForm",
    "SeriesSlotForm",
    "SlotForm",
    "answers_in",
    "usual_for",
]
