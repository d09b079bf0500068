"""What candidates and reviewers type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.review.models import Case, Review

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

    class Meta:
        model = Case
        fields = ("printed_name", "name_language", "motivation")
        widgets = {"motivation": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"printed_name": _("In any script. It is printed exactly so.")}


class ReviewForm(forms.ModelForm[Review]):
    """One reviewer's decision."""

    class Meta:
        model = Review
        fields = ("decision", "reason", "ask")
        widgets = {
            "decision": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
            "ask": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"ask": _("Needed for “not yet”; the candidate reads it.")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["decision"].choices = Review.Decision.choices  # type: ignore[attr-defined]
