"""What a reviewer types to decide."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.review.models import Review
from certification.review.rules import MOST_ASKS, AskWords, Vote, Written


class ReviewForm(forms.Form):
    """One reviewer's decision, with up to three next steps."""

    decision = forms.ChoiceField(label=_("Decision"), choices=Review.Decision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What you base it on"), widget=forms.Textarea(attrs={"rows": 3}))
    letter = forms.CharField(
        label=_("Your words to the candidate"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(MOST_ASKS):
            self.fields[f"ask_{number}"] = forms.CharField(label=_("Next step"), required=False)
            self.fields[f"met_by_{number}"] = forms.CharField(label=_("What would meet it"), required=False)
            self.fields[f"by_date_{number}"] = forms.DateField(
                label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
            )

    def written(self) -> Written:
        """No errors may stand in the form."""
        told = self.cleaned_data
        return Written(
            decision=Vote(told["decision"]),
            reason=told["reason"],
            letter=told["letter"],
            seen=told["seen"],
            asks=tuple(self._ask(number) for number in range(MOST_ASKS)),
        )

    def _ask(self, number: int) -> AskWords:
        told = self.cleaned_data
        by_date: date | None = told[f"by_date_{number}"]
        return AskWords(text=told[f"ask_{number}"], met_by=told[f"met_by_{number}"], by_date=by_date)
