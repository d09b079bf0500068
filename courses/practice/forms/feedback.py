"""What participants answer, and what staff make of their words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.practice.actions.feedback import Given
from courses.practice.models import Answer, Stage

_SCALE = [("1", _("No")), ("2", _("Rather no")), ("3", _("Rather yes")), ("4", _("Yes"))]


def _measure(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=_SCALE, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )


class FeedbackForm(forms.Form):
    """The program's three measures, the stages that worked, one wish, and apart from it whether it may be quoted."""

    marks_optional = False

    interest = _measure(_("The chat stimulated my interest in its topic."))
    action = _measure(_("It will help me take sound action."))
    recommend = _measure(_("I would recommend it to a colleague or peer."))
    stages = forms.MultipleChoiceField(
        label=_("What worked well?"),
        help_text=_("One or two are enough."),
        choices=Stage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wish = forms.CharField(
        label=_("One wish for next time"),
        help_text=_(
            "Please name nobody, and write nothing that would tell who you are. Somebody reads it for that first."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000, "autocomplete": "off"}),
    )
    may_quote = forms.BooleanField(
        label=_("My wish may be quoted outside of this program, without any name."),
        help_text=_("Leave it open if you'd rather not. It changes nothing else."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.fields if name != "may_quote"):
            self.add_error(None, _("Please answer at least one question. All others may stay open."))
        return cleaned

    @property
    def given(self) -> Given:
        return Given(**self.cleaned_data)


class FeedbackCodeForm(forms.Form):
    """The code from the slide, for whoever can't scan it."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight letters and digits from the last slide."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ShorterForm(forms.ModelForm[Answer]):
    """Somebody's words with what would tell who is meant taken out."""

    class Meta:
        model = Answer
        fields = ("wish",)
        widgets = {"wish": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wish"].required = True
