"""A session as staff type it, its seats, and why it is called off."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.slots import queries
from courses.slots.models import Slot
from lms.web.wall_clock import WallClockField, ZoneField, instant

MOST_SEATS = 500
# What is typed as a wall clock, the column that it becomes, and what holds when it is left empty.
_CLOCKS = {"starts": "starts_at", "opens": "signup_opens_at", "closes": "signup_closes_at", "until": "cancel_until"}
_WORDS = ("kind", "title", "text", "host", "language", "room", "join_link", "access")


class SlotForm(forms.ModelForm[Slot]):
    """A session, with its times as the clocks of its own zone show them."""

    starts = WallClockField(label=_("Starts"), help_text=_("As clocks show it in the time zone below."))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=24 * 60, initial=60)
    zone = ZoneField()
    opens = WallClockField(label=_("Sign-up opens"), required=False, help_text=_("Empty: as soon as it is published."))
    closes = WallClockField(label=_("Sign-up closes"), required=False, help_text=_("Empty: when it starts."))
    until = WallClockField(
        label=_("Seats can be given back until"), required=False, help_text=_("Empty: until it starts.")
    )
    join_link = forms.URLField(
        label=_("Link to join"),
        required=False,
        assume_scheme="https",
        help_text=_("People with a seat are led there, from 15 minutes before the start. It is shown nowhere."),
    )

    field_order = ("kind", "title", "starts", "minutes", "zone", "host", "capacity", "room", "join_link")

    class Meta:
        model = Slot
        fields = _WORDS
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = queries.hosts()  # type: ignore[attr-defined]
        slot = self.instance
        if slot.pk:
            zone = ZoneInfo(slot.zone)
            clocks = {name: getattr(slot, column).astimezone(zone) for name, column in _CLOCKS.items()}
            self.initial.update({name: at.replace(tzinfo=None) for name, at in clocks.items()})
            self.initial.update(minutes=slot.minutes, zone=slot.zone)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, column in _CLOCKS.items():
            self._to_instant(name, column)
        if "starts_at" in cleaned and cleaned.get("minutes"):
            self._fill_in(cleaned)
            self._compare(cleaned)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What was typed, by column."""
        columns = (*_WORDS, "zone", "ends_at", *_CLOCKS.values())
        return {name: self.cleaned_data[name] for name in columns}

    def _to_instant(self, name: str, column: str) -> None:
        wall, zone = self.cleaned_data.get(name), self.cleaned_data.get("zone")
        if wall and zone:
            try:
                self.cleaned_data[column] = instant(wall, zone)
            except ValidationError as error:
                self.add_error(name, error)

    def _fill_in(self, cleaned: dict[str, Any]) -> None:
        starts = cleaned["starts_at"]
        cleaned["ends_at"] = starts + timedelta(minutes=cleaned["minutes"])
        cleaned.setdefault("signup_opens_at", min(timezone.now(), starts - timedelta(minutes=1)))
        cleaned.setdefault("signup_closes_at", starts)
        cleaned.setdefault("cancel_until", starts)

    def _compare(self, cleaned: dict[str, Any]) -> None:
        if cleaned["signup_closes_at"] <= cleaned["signup_opens_at"]:
            self.add_error("closes", _("Sign-up has to close after it opens."))
        if cleaned["signup_closes_at"] > cleaned["ends_at"]:
            self.add_error("closes", _("The session is over by then. Please choose an earlier time."))
        if cleaned["cancel_until"] > cleaned["starts_at"]:
            self.add_error("until", _("The session has begun by then. Please choose an earlier time."))


class NewSlotForm(SlotForm):
    """A session that is being planned, with its seats."""

    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS, initial=8)

    def slot(self) -> Slot:
        """The row as typed, not stored."""
        return Slot(**self.changes())


class CapacityForm(forms.Form):
    """How many seats."""

    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)


class CallOffForm(forms.Form):
    """Why a session doesn't take place."""

    because = forms.CharField(
        label=_("Why it doesn't take place"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody who has a seat or waits reads this, in a mail and on the session's page."),
    )
