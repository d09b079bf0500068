"""What is typed about several sessions: which members of a series are meant, and where copies begin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.slots.forms.fields import check_year
from courses.slots.forms.slots import CallOffForm, SlotForm
from courses.slots.rules import Scope
from lms.web.wall_clock import WallClockField

_SCOPES = [
    (Scope.THIS.value, _("This session only")),
    (Scope.FOLLOWING.value, _("This and those that follow")),
    (Scope.ALL.value, _("All that haven't begun")),
]


class ScopeField(forms.ChoiceField):
    """Which members of a series are meant; this one, unless somebody says otherwise."""

    def __init__(self) -> None:
        super().__init__(
            label=_("This session is one of a series. What is meant?"),
            choices=_SCOPES,
            widget=forms.RadioSelect,
            initial=Scope.THIS.value,
            required=False,
        )

    def clean(self, value: Any) -> Scope:
        return Scope(super().clean(value) or Scope.THIS)


class SeriesSlotForm(SlotForm):
    """A member of a series."""

    scope = ScopeField()


class SeriesCallOffForm(CallOffForm):
    """Why one or several members of a series don't take place."""

    scope = ScopeField()


class CopyForm(forms.Form):
    """Where the first of several copies starts; the others keep their distance."""

    first = WallClockField(
        label=_("The first starts"),
        help_text=_("As clocks show it in that session's own time zone. The others keep their distance to it."),
    )

    def clean_first(self) -> Any:
        check_year(self.cleaned_data["first"])
        return self.cleaned_data["first"]
