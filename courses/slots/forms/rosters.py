"""What a host says on a roster: who was there, for how long, and why something is done out of turn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST_REASON = 300
# The greatest key of the database.
_GREATEST_NUMBER = 2**63 - 1


class RestForm(forms.Form):
    """How long somebody was there."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=24 * 60)


class MarkForm(RestForm):
    """How long one person was there, and why that is corrected."""

    person = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    because = forms.CharField(required=False, max_length=_LONGEST_REASON)


class UndoForm(forms.Form):
    """Which mark is taken back, and why."""

    mark = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    because = forms.CharField(required=False, max_length=_LONGEST_REASON)


class SentMarkForm(forms.Form):
    """A tap that a phone has kept: a mark, or taking one back by its key or its number."""

    key = forms.SlugField(max_length=50)
    minutes = forms.IntegerField(min_value=0, max_value=24 * 60, required=False)
    person = forms.IntegerField(min_value=1, max_value=_GREATEST_NUMBER)
    seen = forms.IntegerField(min_value=0, required=False)
    undo_key = forms.SlugField(max_length=50, required=False)
    undo_mark = forms.IntegerField(min_value=1, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = [name for name in ("minutes", "undo_key", "undo_mark") if cleaned.get(name) not in (None, "")]
        if len(said) != 1:
            raise forms.ValidationError(_("Please say one thing of each person."))
        return cleaned


class ReasonForm(forms.Form):
    """Why something is done out of turn."""

    because = forms.CharField(label=_("Why"), max_length=_LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, read_by: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].help_text = read_by


class WalkInForm(forms.Form):
    """Who has come, and why there is room for one more."""

    person = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    because = forms.CharField(label=_("Why"), required=False, max_length=_LONGEST_REASON)
