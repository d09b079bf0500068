"""What is said and agreed on in a debrief."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.practice.models import DebriefEntry


class SayingForm(forms.ModelForm[DebriefEntry]):
    """A few words for all who meet here."""

    class Meta:
        model = DebriefEntry
        fields = ("text",)
        labels = {"text": _("What would you like to say?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class AimForm(forms.Form):
    """One thing to work on next."""

    aim = forms.CharField(
        label=_("One thing to work on next"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Small enough for an observer to see it. It stands in the next plan as “watch me on”."),
    )
