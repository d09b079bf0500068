"""What staff type about releases."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Release
from lms.web.wall_clock import WallClockField, instant


class ReleaseForm(forms.Form):
    """What becomes of those on their way, and what was shown when the button was pressed."""

    rule = forms.ChoiceField(
        label=_("What becomes of those on their way?"),
        choices=Release.Rule.choices,
        widget=forms.RadioSelect,
        initial=Release.Rule.KEEP,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_for_rule: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_for_rule:
            self.fields["rule"].required = False
            self.fields["rule"].widget = forms.HiddenInput()

    def clean_rule(self) -> Release.Rule:
        """Who wasn't asked leaves everybody where they are; words alone move everybody anyway."""
        return Release.Rule(self.cleaned_data["rule"] or Release.Rule.KEEP)


class LaterForm(ReleaseForm):
    """The same for a time to come, as the clocks of the reader's own zone show it."""

    at = WallClockField(
        label=_("Day and time"), error_messages={"required": _("Please choose the day and the time of the release.")}
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["at"].widget.attrs["required"] = False
        self.fields["at"].help_text = _("As clocks show it in %(zone)s, your time zone.") % {
            "zone": zone.replace("_", " ")
        }

    def clean_at(self) -> datetime:
        wall: datetime = self.cleaned_data["at"]
        return instant(wall, self.zone)


class TakeBackForm(forms.Form):
    """Why people are led back."""

    because = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who is led back reads this in their history."),
        error_messages={"required": _("Please say why. It stays with the history.")},
    )
