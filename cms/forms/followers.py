"""What somebody says who wants to be told of the chats of a series."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.guarded import GuardedForm
from lms.people.forms import NameField, SignUpDetails


class FollowForm(GuardedForm, SignUpDetails):
    """A name and an address are enough."""

    display_name = NameField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=320,
        help_text=_("We send you one link to confirm it, and then a mail for each new chat of this series."),
        error_messages={"invalid": _("This doesn't look like a whole address. Please look at it once more.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    institution = forms.CharField(
        label=_("Your school"),
        max_length=200,
        required=False,
        help_text=_("If you like. It tells us which schools our chats reach."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    field_order = ("display_name", "email", "institution")
