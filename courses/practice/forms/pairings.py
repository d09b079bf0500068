"""Whom to ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.models import User


class ObserverForm(forms.Form):
    """Whom to ask."""

    observer = forms.ModelChoiceField(User.objects.none(), label=_("Observer"))

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["observer"].queryset = people  # type: ignore[attr-defined]
