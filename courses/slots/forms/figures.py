"""Which sessions the figures are about."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.slots.models import Slot
from courses.slots.queries.figures import Period

USUAL_DAYS = 180


class FiguresForm(forms.Form):
    """The first and the last day, as the program's own clock has them, and the kind of session."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Slot.Kind.choices], required=False)

    def __init__(self, asked: Any, *, at: datetime) -> None:
        """What isn't asked for is the last half year up to now."""
        self.at, self.zone = at, timezone.get_default_timezone()
        today = at.astimezone(self.zone).date()
        usual = {"first": (today - timedelta(days=USUAL_DAYS)).isoformat(), "last": today.isoformat(), "kind": ""}
        super().__init__({name: asked.get(name, value) for name, value in usual.items()})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day is before the first one."))
        return cleaned

    @property
    def period(self) -> Period:
        """Up to now at most: what lies ahead still fills."""
        since = datetime.combine(self.cleaned_data["first"], time(), self.zone)
        until = datetime.combine(self.cleaned_data["last"], time.max, self.zone)
        return Period(since, min(until, self.at), self.cleaned_data["kind"])
