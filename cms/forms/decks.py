"""What somebody says when they ask for a deck."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.actions.decks import Asked
from cms.forms.guarded import GuardedForm
from cms.models import DeckRequest
from lms.people.forms import NameField, SignUpDetails
from lms.people.models import User

_LONGEST = 1000
_SAID = ("email", "role", "institution", "purpose", "use", "tell_news")


class DeckForm(GuardedForm, SignUpDetails):
    """Brief: who asks, for what, and that they agree."""

    display_name = NameField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    role = forms.CharField(
        label=_("Your role"),
        max_length=200,
        help_text=_("For example: nurse, second-year student, dean."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    institution = forms.CharField(
        label=_("Your school or institution"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    purpose = forms.ChoiceField(
        label=_("What would you like to use the slides for?"),
        choices=[("", _("Choose one")), *DeckRequest.Purpose.choices],
    )
    use = forms.CharField(
        label=_("In your own words"),
        help_text=_("If you like: with whom, and when. No names of others, please."),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=320,
        help_text=_("We send your personal link there."),
        error_messages={"invalid": _("This doesn't look like a whole address. Please look at it once more.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    agree = forms.BooleanField(
        label=_("I agree that what I write here is kept as it is said above."),
        error_messages={"required": _("We can only send you the slides if you agree.")},
    )
    tell_news = forms.BooleanField(label=_("Tell me by mail when there is a new version."), required=False)

    field_order = ("display_name", "role", "institution", "purpose", "use", "email", "agree", "tell_news")

    @property
    def asked(self) -> Asked:
        profile = self.profile
        said = {name: self.cleaned_data[name] for name in _SAID}
        return Asked(name=profile["display_name"], language=profile["language"], time_zone=profile["time_zone"], **said)


def known_of(user: User) -> dict[str, str]:
    """What an account has said already, so that its person needn't type it again."""
    institution = user.institution.name if user.institution else ""
    return {"display_name": user.display_name, "email": user.email, "institution": institution}
