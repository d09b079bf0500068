"""What people type to check a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    """A certificate's number, as it stands on the paper."""

    number = forms.CharField(
        label=_("Certificate number"),
        max_length=40,
        help_text=_("For example C4C-2026-000123-4. It stands at the foot of the certificate."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
