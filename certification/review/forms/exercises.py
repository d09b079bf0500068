"""Making an exercise of a closed application, and deciding one."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from certification.review.models import Review
from certification.review.rules import Reason, Vote
from certification.review.words import WORDS


class MakeExerciseForm(forms.Form):
    """The words of a closed application, to be read and cleaned. What is emptied is left out."""

    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("What it is about, and nothing that tells who it was.")
    )

    def __init__(self, draft: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = list(draft)
        for place, heading in enumerate(self.headings):
            self.fields[f"words_{place}"] = forms.CharField(
                label=heading,
                required=False,
                initial=draft[heading],
                widget=forms.Textarea(attrs={"rows": min(14, 3 + draft[heading].count("\n"))}),
            )
        self.fields["read"] = forms.BooleanField(
            label=_("I have read every word. Nobody can be recognised by name, place, date or story."),
            error_messages={"required": WORDS[Reason.NOT_READ]},
        )

    @property
    def told(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name != "read")

    def words(self) -> dict[str, str]:
        """No errors may stand in the form."""
        return {heading: self.cleaned_data[f"words_{place}"] for place, heading in enumerate(self.headings)}


class ExerciseDecisionForm(forms.Form):
    """What one would have decided, and on what ground."""

    decision = forms.ChoiceField(
        label=_("What would you have decided?"), choices=Review.Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What you base it on"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only you read it."),
        error_messages={"required": WORDS[Reason.REASON_MISSING]},
    )

    def decided(self) -> tuple[Vote, str]:
        """No errors may stand in the form."""
        return Vote(self.cleaned_data["decision"]), self.cleaned_data["reason"]
