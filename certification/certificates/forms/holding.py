"""What holders type: what they have learned, when they are away, and who may read their name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.certificates.models import Holder
from certification.certificates.rules import Reason
from certification.certificates.words import WORDS
from lms.actions import Refused

_LONGEST_WORDS = 6000
_FIELDS = {
    Reason.NO_REFLECTION: "reflection",
    Reason.LEAVE_TOO_LONG_AGO: "since",
    Reason.LEAVE_ENDS_TOO_EARLY: "until",
}


class _PlacedForm(forms.Form):
    """A form that tells each reason at the field that it is about."""

    def take(self, refusal: Refused) -> None:
        for reason, words in zip(refusal.reasons, refusal.messages, strict=True):
            self.add_error(_FIELDS.get(Reason(reason)), words)


class RenewalForm(_PlacedForm):
    """What somebody has learned since their certificate was issued."""

    reflection = forms.CharField(
        label=_("What have you learned, and unlearned, since?"),
        max_length=_LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A few sentences; twenty words are enough. Only the core group may read them."),
        error_messages={"required": WORDS[Reason.NO_REFLECTION]},
    )


class LeaveForm(_PlacedForm):
    """From when to when somebody leads no dialogues."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Last day, if you know it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty if you don't. You end your leave yourself, whenever you like."),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.marks_optional = False


class ShownForm(forms.ModelForm[Holder]):
    """Who may read the name on a certificate."""

    class Meta:
        model = Holder
        fields = ("shown",)
        widgets = {"shown": forms.RadioSelect}
