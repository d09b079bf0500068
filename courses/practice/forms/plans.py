"""What leads type about a plan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.practice.models import Dialogue
from lms.web.wall_clock import WallClockField, ZoneField, instant


class ProposalForm(forms.ModelForm[Dialogue]):
    """A dialogue as its lead plans it."""

    when = WallClockField(label=_("Date and time"))
    zone = ZoneField()

    class Meta:
        model = Dialogue
        fields = ("topic", "aim")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") and cleaned.get("zone"):
            try:
                cleaned["starts_at"] = instant(cleaned["when"], cleaned["zone"])
            except ValidationError as error:
                self.add_error("when", error)
        return cleaned
