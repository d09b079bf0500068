"""What is typed about testimonials, and by the core group about themselves."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import Testimonial, Thanks

if TYPE_CHECKING:  # only the type checker's ModelForm takes a parameter
    TestimonialModelForm = forms.ModelForm[Testimonial]
    ThanksModelForm = forms.ModelForm[Thanks]
else:
    TestimonialModelForm = ThanksModelForm = forms.ModelForm


class VoiceForm(TestimonialModelForm):
    """Somebody's words as they said them, and how they want to be named."""

    class Meta:
        model = Testimonial
        fields = ("words", "shown_as", "email", "language")
        widgets = {"words": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "words": _(
                "Exactly as they said or wrote them. Shortened words are sent to them for a yes like any others."
            ),
            "language": _("In which the words are, and in which they are asked."),
        }
        error_messages = {
            "words": {"required": _("Please write what they said.")},
            "shown_as": {"required": _("Please write how they want to be named.")},
            "email": {"invalid": _("This doesn't look like an address yet. Please look at it once more.")},
        }


class WritingForm(forms.Form):
    """A yes that was given in writing."""

    written_on = forms.DateField(
        label=_("Day of the writing"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("On which they wrote that these words may be shown under this name."),
        error_messages={"required": _("Please choose the day that the writing carries.")},
    )
    kept_where = forms.CharField(
        label=_("Where it is kept"),
        max_length=200,
        help_text=_("So that somebody else finds it, for example: letter in the folder “Consents 2026”."),
        error_messages={"required": _("Please say where the writing is kept: without it there is no yes.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["written_on"].widget.attrs["max"] = timezone.localdate().isoformat()


class SeenForm(forms.Form):
    """A yes, with the seal of what was read."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ThanksForm(ThanksModelForm):
    """How somebody of the core group wants to be thanked."""

    class Meta:
        model = Thanks
        fields = ("shown", "name", "line", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"name": {"required": _("Please write how you want to be named.")}}
