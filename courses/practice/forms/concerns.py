"""A private concern: what it is about, to whom, until when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.practice.models import Concern
from lms.people.models import User


class ConcernForm(forms.Form):
    """A worry, for one named person."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=Concern.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What did you see or hear?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the lead did and what followed. No participant's name or story, please."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who shall look after it?"),
        help_text=_("They alone read it beside you. People close to the lead aren't in this list."),
    )
    due_on = forms.DateField(
        label=_("Answered by"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("They are reminded on that day. Choose an early one if somebody isn't well."),
    )

    def __init__(self, people: Any, due_on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"due_on": due_on}, **kwargs})
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class ConcernWordsForm(forms.Form):
    """Words that belong to a concern."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, label: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class OwnerForm(forms.Form):
    """Who looks after it from now on."""

    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who looks after it from now on?"))

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
