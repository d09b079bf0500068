"""The one form of a release."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Release


class ReleaseForm(forms.Form):
    """What becomes of those on their way, and what was shown when the button was pressed."""

    rule = forms.ChoiceField(
        label=_("What becomes of those on their way?"),
        choices=Release.Rule.choices,
        widget=forms.RadioSelect,
        initial=Release.Rule.KEEP,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, asks_for_rule: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not asks_for_rule:
            self.fields["rule"].required = False
            self.fields["rule"].widget = forms.HiddenInput()

    def clean_rule(self) -> Release.Rule:
        """Who wasn't asked leaves everybody where they are; words alone move everybody anyway."""
        return Release.Rule(self.cleaned_data["rule"] or Release.Rule.KEEP)
