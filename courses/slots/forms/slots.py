"""A session as staff type it, its seats, and why it is called off."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.progress.queries import asked_sessions
from courses.slots import queries
from courses.slots.actions import beside
from courses.slots.actions.clocks import CLOCKS
from courses.slots.forms.fields import MaterialsField, WhichField, check_year, is_near
from courses.slots.models import Slot
from lms.people.models import User
from lms.web.wall_clock import WallClockField, WallTime, ZoneField, shown

MOST_SEATS = 500
USUAL_SEATS = 8
USUAL_MINUTES = 60
_ENOUGH_MINUTES = 45
# What is left empty means the usual.
_USUAL: Mapping[str, Any] = {
    "audience": Slot.Audience.ANYONE.value,
    "check_in_opens": 15,
    "code_tolerance": 1,
    "cutoff_hours": 12,
    "language": "en",
}
_FIRST = (
    "kind", "title", "starts", "minutes", "zone", "host", "facilitators", "capacity", "room", "join_link",
)  # fmt: skip
_GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Words and materials"), ("text", "language", "materials", "agenda", "notes")),
    (_("Access and captions"), ("captions", "interpretation", "access")),
    (_("Who may sign up, and what it counts for"), ("audience", "for_role", "for_institution", "counts_for")),
    (_("Check-in and attendance"), ("minutes_needed", "check_in_opens", "check_in_closes", "code_tolerance")),
    (_("Times of sign-up"), ("opens", "closes", "until", "cutoff_hours")),
)
_COLUMNS = (
    "kind", "title", "text", "host", "language", "room", "join_link", "captions", "interpretation", "access",
    "audience", "for_role", "for_institution", "counts_for", "minutes_needed", "agenda", "notes", "check_in_opens",
    "check_in_closes", "code_tolerance", "cutoff_hours",
)  # fmt: skip
_CHANGED = (*_COLUMNS, "zone", "ends_at", *CLOCKS.values(), "materials")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that most sessions need nothing of; open where they hold something."""

    title: Promise
    fields: list[BoundField]
    open: bool


class SlotForm(forms.ModelForm[Slot]):
    """A session, with its times as the clocks of its own zone show them."""

    starts = WallClockField(label=_("Starts"), help_text=_("As clocks show it in the time zone below."))
    starts_which = WhichField()
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=24 * 60, initial=USUAL_MINUTES)
    zone = ZoneField()
    opens = WallClockField(label=_("Sign-up opens"), required=False, help_text=_("Empty: as soon as it is published."))
    opens_which = WhichField()
    closes = WallClockField(label=_("Sign-up closes"), required=False, help_text=_("Empty: when it starts."))
    closes_which = WhichField()
    until = WallClockField(
        label=_("Seats can be given back until"), required=False, help_text=_("Empty: until it starts.")
    )
    until_which = WhichField()
    join_link = forms.URLField(
        label=_("Link to join"),
        required=False,
        assume_scheme="https",
        help_text=_("People with a seat are led there, from 15 minutes before the start. It is shown nowhere."),
    )
    counts_for = forms.ChoiceField(label=_("Counts for"), required=False)
    materials = MaterialsField(
        label=_("Materials"),
        required=False,
        help_text=_("A line for each: its title — https://… Shown to those with a seat and to the hosts."),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Slot
        fields = ("facilitators", *_COLUMNS)
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("text", "agenda", "notes")},
            "facilitators": forms.CheckboxSelectMultiple,
        }
        help_texts = {"facilitators": _("Who leads it together with the host.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        slot = self.instance
        for name in ("host", "facilitators"):
            fields[name].queryset = queries.hosts_and(slot)
        self._requirements = {asked.key: asked for asked in asked_sessions()}
        fields["counts_for"].choices = self._what_it_may_count_for(slot.counts_for)
        fields["minutes_needed"].help_text = _("Empty: 45, or the whole session where it is shorter.")
        for name in ("minutes_needed", *_USUAL):
            fields[name].required = False
        if slot.pk:
            # Hosts write their notes while it runs, on its own page: a form from before would undo them.
            del fields["notes"]
            self._show(slot)
        else:
            self.initial.setdefault("minutes_needed", None)
        if not self.is_bound:
            self._ask(self.initial)

    def _show(self, slot: Slot) -> None:
        """The slot's clocks as its zone shows them. What follows from the start is left empty, and follows it on."""
        for name, column in CLOCKS.items():
            moment = getattr(slot, column)
            if name in ("closes", "until") and moment == slot.starts_at:
                continue
            time = shown(moment, slot.zone)
            self.initial.update({name: time.wall, f"{name}_which": time.answer})
        self.initial.update(minutes=slot.minutes, zone=slot.zone)
        if slot.minutes_needed == min(_ENOUGH_MINUTES, slot.minutes):
            self.initial["minutes_needed"] = None
        self.initial["materials"] = [(each.title, each.url) for each in slot.materials.all()]
        self.initial["seen"] = self._print_of(slot)

    def see(self, slot: Slot) -> None:
        """Let the next press keep what is typed here over how a session stands by now."""
        typed: Any = copy(self.data)
        typed["seen"] = self._print_of(slot)
        self.data = typed

    def _print_of(self, slot: Slot) -> str:
        return beside.print_of(slot, {"facilitators", *(name for name in _CHANGED if name != "notes")})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, usual in _USUAL.items():
            if name not in self.errors and cleaned.get(name) in (None, ""):
                cleaned[name] = usual
        self._ask(cleaned)
        for name, column in CLOCKS.items():
            self._to_instant(name, column)
        if "starts_at" in cleaned and cleaned.get("minutes"):
            self._fill_in(cleaned)
            self._compare(cleaned)
        self._look_at_audience(cleaned)
        self._look_at_requirement(cleaned)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What was typed, by column, with what stands beside the row."""
        typed = {name: self.cleaned_data[name] for name in _CHANGED if name in self.cleaned_data}
        return typed | {"facilitators": list(self.cleaned_data["facilitators"])}

    @property
    def told_changes(self) -> list[str]:
        """The names of the fields that say something else than before."""
        return [
            str(self.fields[name].label)
            for name in self.changed_data
            if name in {*_COLUMNS, "facilitators", "materials"}
        ]

    @property
    def first(self) -> list[BoundField]:
        """What every session needs."""
        return self._shown(_FIRST)

    @property
    def groups(self) -> list[Group]:
        return [Group(title, self._shown(names), self._holds_something(names)) for title, names in _GROUPS]

    def _shown(self, names: tuple[str, ...]) -> list[BoundField]:
        asked = [each for name in names for each in (name, f"{name}_which") if each in self.fields]
        return [self[name] for name in asked if not name.endswith("_which") or name in self._asked]

    def _holds_something(self, names: tuple[str, ...]) -> bool:
        """What was filled in from the last session of its kind stays closed: nothing has to be done about it."""
        if any(field.errors for field in self._shown(names)):
            return True
        values = {name: self[name].value() for name in names if name in self.fields}
        told = {name for name, value in values.items() if value and str(value) != str(_USUAL.get(name, ""))}
        return bool(told) and (self.is_bound or bool(self.instance.pk))

    def _ask(self, values: Mapping[str, Any]) -> None:
        """Find the clocks that leave open which moment is meant."""
        self._asked: set[str] = set()
        for name in CLOCKS:
            wall, zone = values.get(name), values.get("zone")
            if isinstance(wall, datetime) and zone and is_near(wall):
                time = WallTime(wall, zone)
                if time.doubtful:
                    self._asked.add(f"{name}_which")
                    self.fields[f"{name}_which"].ask(time)  # type: ignore[attr-defined]

    def _to_instant(self, name: str, column: str) -> None:
        wall, zone = self.cleaned_data.get(name), self.cleaned_data.get("zone")
        if not (wall and zone):
            return
        try:
            check_year(wall)
        except ValidationError as error:
            self.add_error(name, error)
            return
        time = WallTime(wall, zone, self.cleaned_data.get(f"{name}_which", ""))
        if time.moment is None:
            self.add_error(name, time.question)
        else:
            self.cleaned_data[column] = time.moment

    def _fill_in(self, cleaned: dict[str, Any]) -> None:
        starts = cleaned["starts_at"]
        cleaned["ends_at"] = starts + timedelta(minutes=cleaned["minutes"])
        cleaned.setdefault("signup_opens_at", min(timezone.now(), starts - timedelta(minutes=1)))
        cleaned.setdefault("signup_closes_at", starts)
        cleaned.setdefault("cancel_until", starts)
        if "minutes_needed" not in self.errors and cleaned.get("minutes_needed") is None:
            cleaned["minutes_needed"] = min(_ENOUGH_MINUTES, cleaned["minutes"])

    def _compare(self, cleaned: dict[str, Any]) -> None:
        if cleaned["signup_closes_at"] <= cleaned["signup_opens_at"]:
            self.add_error("closes", _("Sign-up has to close after it opens."))
        if cleaned["signup_closes_at"] > cleaned["ends_at"]:
            self.add_error("closes", _("The session is over by then. Please choose an earlier time."))
        if cleaned["cancel_until"] > cleaned["starts_at"]:
            self.add_error("until", _("The session has begun by then. Please choose an earlier time."))
        if (cleaned.get("minutes_needed") or 0) > cleaned["minutes"]:
            self.add_error("minutes_needed", _("The session is shorter than that."))

    def _what_it_may_count_for(self, now: str) -> list[tuple[str, Any]]:
        known: list[tuple[str, Any]] = [(asked.key, asked.words) for asked in self._requirements.values()]
        if now and now not in self._requirements:
            known.append((now, _("A requirement of an earlier version")))
        return [("", _("Whichever requirement asks for this kind of session")), *known]

    def _look_at_requirement(self, cleaned: dict[str, Any]) -> None:
        asked = self._requirements.get(cleaned.get("counts_for", ""))
        if asked and cleaned.get("kind") and asked.kind != Slot(kind=cleaned["kind"]).counts_as:
            self.add_error("counts_for", _("That asks for sessions of another kind."))

    def _look_at_audience(self, cleaned: dict[str, Any]) -> None:
        """A role or an institution is asked for only where one is meant, and forgotten where none is."""
        audience = cleaned.get("audience")
        if audience != Slot.Audience.ROLE:
            cleaned["for_role"] = ""
        elif not cleaned.get("for_role"):
            self.add_error("for_role", _("Please choose the role."))
        if audience != Slot.Audience.INSTITUTION:
            cleaned["for_institution"] = None
        elif not cleaned.get("for_institution"):
            self.add_error("for_institution", _("Please choose the institution."))


class NewSlotForm(SlotForm):
    """A session that is being planned, with its seats."""

    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS, initial=USUAL_SEATS)


def usual_for(kind: str, *, by: User) -> dict[str, Any]:
    """What a new session's form begins with: the words of the last one of its kind, and its planner's zone."""
    return {
        "kind": kind,
        "zone": by.time_zone,
        "host": by.pk,
        "minutes": USUAL_MINUTES,
        **queries.words_of_the_last(kind),
    }


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
