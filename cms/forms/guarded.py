"""Forms for everybody, guarded against programs that fill in whatever they find, without a puzzle for people."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nobody reads a form and fills it in faster.
LEAST = timedelta(seconds=3)
_SALT = "cms.forms.guarded"


class GuardedForm(forms.Form):
    """A field that only programs fill in, and a signed moment since which a person has had time to type.

    Whoever is taken for a program keeps what they typed, and is told in words what to do.
    """

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1", "class": "left-empty"}),
    )
    begun = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["begun"] = signing.TimestampSigner(salt=_SALT).sign("begun")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.pop("website", ""):
            raise ValidationError(_("Please empty the field “Leave this empty”: programs fill it in, people don't."))
        if self._is_too_fast(cleaned.pop("begun", "")):
            raise ValidationError(_("That was faster than people type. Please press the button once more."))
        return cleaned

    def _is_too_fast(self, begun: str) -> bool:
        signer = signing.TimestampSigner(salt=_SALT)
        try:
            signer.unsign(begun)
        except signing.BadSignature:
            return True
        try:
            signer.unsign(begun, max_age=LEAST)
        except signing.SignatureExpired:
            return False
        return True
