"""What people type about their own training, and staff about somebody's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.progress.requirements import RequirementStatus
from courses.progress.words import sentence


class PlanForm(forms.Form):
    """The day by which somebody would like to be done."""

    finish_by = forms.DateField(
        label=_("I want to be done by"),
        required=False,
        help_text=_("Only you and the core group see it, and nothing depends on it. Leave it empty for no date."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class WaiverForm(forms.Form):
    """Which requirement counts as met, and why."""

    requirement = forms.ChoiceField(label=_("Requirement"))
    because = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, statuses: list[RequirementStatus], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [part for status in statuses for part in (status, *status.parts)]
        rows = [(status.requirement.key, sentence(status.requirement)) for status in every if not status.met]
        self.fields["requirement"].choices = rows  # type: ignore[attr-defined]


class UndoForm(forms.Form):
    """Which entry is taken back, and why."""

    seq = forms.IntegerField(label=_("Number of the entry"), min_value=1)
    because = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))
