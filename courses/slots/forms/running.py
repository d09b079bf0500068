"""What is typed at the door of a session, and by the host who runs and closes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses.slots.rules import codes


class CodeForm(forms.Form):
    """The six digits from the screen; spaces and dashes between them don't matter."""

    code = forms.CharField(
        label=_("The six digits"),
        help_text=_(
            "They stand on the screen in the room, or on the one that your host shares, and change every half minute."
        ),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "check-in-code", "size": 9}
        ),
        error_messages={"required": _("Please type the six digits from the screen.")},
    )

    def clean_code(self) -> str:
        digits = "".join(sign for sign in self.cleaned_data["code"] if sign not in " -\u00a0\u2009\u202f")
        if len(digits) != codes.DIGITS or not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(_("The code has six digits. Please look at the screen again."))
        return digits


class NotesForm(forms.Form):
    """The hosts' notes, and a print of those that the writer began from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    notes = forms.CharField(
        label=_("For all who host this session"),
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Hosts alone read them."),
    )

    def clean_notes(self) -> str:
        # Browsers send lines as CRLF; what was typed elsewhere isn't another text for that.
        return str(self.cleaned_data["notes"]).replace("\r\n", "\n")


class ClosingForm(forms.Form):
    """The headcount: either the list is right, or another number and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    agrees = forms.BooleanField(required=False)
    headcount = forms.IntegerField(
        label=_("Or: how many were there"),
        required=False,
        min_value=0,
        max_value=2000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    because = forms.CharField(
        label=_("What explains the difference"),
        required=False,
        max_length=300,
        help_text=_("Only if you counted other than the list says. It is kept in the hosts' notes."),
    )

    def __init__(self, *args: Any, there: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = self.initial["seen"] = there
        words = ngettext("Yes, %(count)d person was there", "Yes, %(count)d people were there", there)
        self.fields["agrees"].label = words % {"count": there} if there else _("Yes, nobody was there")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("headcount") is None and not cleaned.get("agrees") and "headcount" not in self.errors:
            self.add_error("agrees", _("Please count who is in the room, and say whether the list is right."))
        if cleaned.get("agrees") and cleaned.get("seen") != self.there:
            self.add_error("agrees", _("Somebody came or was marked since you opened this page. Please look again."))
        return cleaned

    @property
    def counted(self) -> int:
        typed = self.cleaned_data["headcount"]
        return int(self.cleaned_data["seen"] if typed is None else typed)
