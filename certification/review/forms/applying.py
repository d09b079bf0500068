"""What a candidate types to apply."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.review.models import Case

NAME_LANGUAGES = (
    ("", _("I'd rather not say")),
    ("ar", "العربية"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("ko", "한국어"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
    ("yo", "Yorùbá"),
    ("zh", "中文"),
)


class ApplicationForm(forms.ModelForm[Case]):
    """The request to be certified."""

    name_language = forms.ChoiceField(
        label=_("Language of the name"),
        choices=NAME_LANGUAGES,
        required=False,
        help_text=_("So that screen readers say it rightly."),
    )
    motivation = forms.CharField(label=_("Why you want to facilitate"), widget=forms.Textarea(attrs={"rows": 5}))

    class Meta:
        model = Case
        fields = ("printed_name", "name_language", "pronunciation", "pronouns")
        help_texts = {"printed_name": _("In any script. It is printed exactly so.")}
