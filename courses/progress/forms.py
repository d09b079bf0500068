"""What staff type about somebody's training."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.progress.requirements import RequirementStatus
from courses.progress.words import sentence


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
