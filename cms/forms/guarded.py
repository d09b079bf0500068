"""Forms for everybody, guarded against programs that fill in whatever they find, without a puzzle for people."""

from copy import copy
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nobody reads a form and fills it in faster; and nobody leaves one open for longer and still means it.
LEAST, MOST = timedelta(seconds=3), timedelta(days=2)
_SALT = "cms.forms.guarded"
# Hidden from everybody who reads a page, by eye or by ear. The type checker doesn't know the option yet.
_UNSEEN: dict[str, Any] = {"template_name": "web/forms/left_empty.html"}


class GuardedForm(forms.Form):
    """A field that only programs fill in, and a signed moment since which a person has had time to type.

    Whoever is taken for a program keeps what they typed, reads what happened, and gets through by the same button.
    The moment is the server's. ``cleaned_data`` holds the form's own fields alone.
    """

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        **_UNSEEN,
    )
    begun = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["begun"] = _now()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        filled, begun = (self._sent(name, cleaned) for name in ("website", "begun"))
        if self.errors:
            # Something of their own needs another look: there will be another press anyway.
            return cleaned
        if filled:
            self._say_again(website="")
            raise ValidationError(
                _("A field that stays empty was filled in, perhaps by your browser. We emptied it: press once more.")
            )
        if not _is_ours(begun):
            self._say_again(begun=_now())
            raise ValidationError(
                _("This page was open for very long. Nothing is lost: wait a moment, then press the button once more.")
            )
        if _is_too_fast(begun):
            raise ValidationError(_("That was faster than people type. Please press the button once more."))
        return cleaned

    def _sent(self, name: str, cleaned: dict[str, Any]) -> str:
        """What came in one of the guard's own fields, whatever it is: no error stands at what nobody sees."""
        cleaned.pop(name, None)
        self.errors.pop(name, None)
        return str(self.data.get(self.add_prefix(name), "")).strip()

    def _say_again(self, **values: str) -> None:
        """What the form is shown with once more: everything as it was typed, but for these."""
        shown: Any = copy(self.data)
        for name, value in values.items():
            shown[self.add_prefix(name)] = value
        self.data = shown


def _now() -> str:
    return signing.TimestampSigner(salt=_SALT).sign("begun")


def _is_ours(begun: str) -> bool:
    try:
        signing.TimestampSigner(salt=_SALT).unsign(begun, max_age=MOST)
    except signing.BadSignature:
        return False
    return True


def _is_too_fast(begun: str) -> bool:
    try:
        signing.TimestampSigner(salt=_SALT).unsign(begun, max_age=LEAST)
    except signing.SignatureExpired:
        return False
    return True
