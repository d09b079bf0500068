"""Where people find support."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.practice.models import SupportPlace


class SupportPlaceForm(forms.ModelForm[SupportPlace]):
    """A place, and how one reaches it."""

    link = forms.URLField(label=_("link"), required=False, assume_scheme="https")

    class Meta:
        model = SupportPlace
        fields = ("title", "text", "link", "phone", "order")
