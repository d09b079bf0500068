"""Whom to ask, and whom to name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.practice.actions.pairings import Chosen
from courses.practice.models import FoundingMember
from courses.practice.rules import Place
from lms.people.models import User


class ChosenField(forms.Field):
    """Places with the people chosen for them, each as ``dialogue:place:person``."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> dict[int, list[Chosen]]:
        chosen: dict[int, list[Chosen]] = {}
        for row in value or ():
            dialogue, place, person = self._read(row)
            chosen.setdefault(dialogue, []).append(Chosen(place, person))
        return chosen

    @staticmethod
    def _read(row: str) -> tuple[int, Place, int]:
        try:
            dialogue, place, person = row.split(":")
            return int(dialogue), Place(place), int(person)
        except ValueError as error:
            raise ValidationError(_("Please choose somebody from the list.")) from error


class ChosenForm(forms.Form):
    """Whom to ask for which dialogue."""

    ask = ChosenField(error_messages={"required": _("Please choose somebody from the list.")})


class FoundingForm(forms.Form):
    """Somebody to put on the founding list, found by the address that they sign in with."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The one that they sign in with."))
    part = forms.ChoiceField(label=_("As"), choices=FoundingMember.Part.choices, widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Because"),
        max_length=300,
        help_text=_("What they have done so far. It stays beside their name in the list."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("email"):
            cleaned["person"] = User.objects.by_address(cleaned["email"])
            if cleaned["person"] is None:
                self.add_error("email", _("Nobody has an account with this address yet. Ask them to make one first."))
        return cleaned
