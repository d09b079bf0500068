"""What somebody says when they take a seat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.forms import SignUpDetails

_LONGEST = 1000


class NeedForm(forms.Form):
    """What would help somebody to take part."""

    access_need = forms.CharField(
        label=_("What would help you to take part?"),
        help_text=_("Only your host reads this. We delete it 30 days after the session."),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NewcomerForm(NeedForm, SignUpDetails):
    """A seat without an account: a name and an address are enough."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=320,
        help_text=_("We send you one link, and later what concerns your seat."),
        error_messages={"invalid": _("This doesn't look like a whole address. Please look at it once more.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    field_order = ("display_name", "email", "access_need")
