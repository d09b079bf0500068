"""What staff type to suspend a certificate, to let it hold again, and to revoke it."""

from django import forms
from django.utils.translation import gettext_lazy as _

_FEW_ROWS = forms.Textarea(attrs={"rows": 3})


class ReasonsForm(forms.Form):
    """Why a certificate doesn't hold: in words for all, and in words for staff."""

    public_reason = forms.CharField(
        label=_("Reason that everybody may read"),
        max_length=300,
        help_text=_("Whoever checks it reads this, and its holder has it by mail. One sentence; no names of others."),
    )
    private_reason = forms.CharField(
        label=_("More for the program's records, if you like"),
        required=False,
        widget=_FEW_ROWS,
        help_text=_("Only staff read this. It is never shown to the holder."),
    )


class BecauseForm(forms.Form):
    """Why a certificate holds again."""

    because = forms.CharField(
        label=_("Why it holds again"), widget=_FEW_ROWS, help_text=_("For the program's records; only staff read it.")
    )
