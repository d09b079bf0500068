"""What is promised."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.web.times import told_day


class PromiseForm(forms.Form):
    """The day on which somebody will lead a chat."""

    on = forms.DateField(
        label=_("I'll lead a chat on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, farthest: date | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if farthest is not None:
            until = {"day": told_day(farthest)}
            self.fields["on"].help_text = gettext("A day until %(day)s counts for your training.") % until
