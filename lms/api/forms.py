"""What people say about a token that they make."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.api.scopes import Scope

_LENGTHS = ((30, _("a month")), (90, _("three months")), (365, _("a year")))


class TokenForm(forms.Form):
    """A token has a name, an end and at least one scope."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("So that you know later what it is for."))
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=_("Works for"), choices=_LENGTHS, coerce=int)
