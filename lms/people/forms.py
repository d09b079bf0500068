"""What people fill in about themselves."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lms.people.models import User


class SignUpDetails(forms.Form):
    """Added by allauth to its sign-up form: what we ask for besides address and password."""

    display_name = forms.CharField(
        label=_("Your name"), max_length=200, help_text=_("As you want others to see it. You can change it later.")
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])
