"""What people fill in about themselves, and staff about others."""

import re
import zoneinfo
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.people.models import Institution, User
from lms.people.roles import LASTING, ROLE_NAMES
from lms.people.rules import can_be_read, one_line

if TYPE_CHECKING:  # only the type checker's ModelForm takes a parameter
    UserForm = forms.ModelForm[User]
else:
    UserForm = forms.ModelForm


def zone_choices() -> list[tuple[str, str]]:
    """All places of the world's zone table, by continent; the old names without a place are left out."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [(name, name.replace("_", " ")) for name in names]


class NameField(forms.CharField):
    """How somebody is called: one line that can be read, in lists, mails and calendars of others."""

    default_error_messages = {"unseen": _("Please write a name that can be read.")}

    def to_python(self, value: Any) -> str:
        name = one_line(super().to_python(value) or "")
        if name and not can_be_read(name):
            raise forms.ValidationError(self.error_messages["unseen"], code="unseen")
        return name


class MailCodeForm(forms.Form):
    """The six digits from a mail; spaces and dashes between them don't matter."""

    code = forms.CharField(
        label=_("The six digits"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Please type the six digits from the mail.")},
    )

    def clean_code(self) -> str:
        return re.sub(r"[\s\-]", "", self.cleaned_data["code"])


class SignUpDetails(forms.Form):
    """Added by allauth to its sign-up form: what we ask for besides address and password."""

    display_name = NameField(
        label=_("Your name"), max_length=200, help_text=_("As you want others to see it. You can change it later.")
    )
    # Filled in by the browser's own clock settings; without script, people start in the zone that they read pages in.
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-browser-zone": ""}))

    class Media:
        js = (forms.Script("web/js/zone.js", type="module"),)

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        return zone if zone in zoneinfo.available_timezones() else timezone.get_current_timezone_name()

    @property
    def profile(self) -> dict[str, str]:
        """What the form says of somebody, and the language in which they read it."""
        said = {name: self.cleaned_data[name] for name in ("display_name", "time_zone")}
        return said | {"language": _known_language()}

    def signup(self, request: HttpRequest, user: User) -> None:
        for name, value in self.profile.items():
            setattr(user, name, value)
        user.save(update_fields=["display_name", "time_zone", "language"])


class ProfileForm(UserForm):
    """How a person wants to be named, and in which zone and language they read."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("display_name", "pronouns", "time_zone", "language", "institution")
        field_classes = {"display_name": NameField, "pronouns": NameField}
        labels = {"display_name": _("Your name"), "institution": _("Your institution")}
        help_texts = {"pronouns": _("If you like. We never guess.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        institution = cast("forms.ModelChoiceField[Institution]", self.fields["institution"])
        institution.empty_label = _("None of these, or I'd rather not say")


class EraseForm(forms.Form):
    """The typed words that say: I mean it."""

    words = forms.CharField(label=_("Type the words"), widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["words"].help_text = _("To go on, type: %(words)s") % {"words": expected}

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"]).strip()
        if words.casefold() != self.expected.casefold():
            raise forms.ValidationError(_("Please type the words exactly as they are shown."))
        return words


class RoleForm(forms.Form):
    """Which role is given or taken."""

    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, ROLE_NAMES[role]) for role in LASTING])


def _known_language() -> str:
    asked = (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
