"""A season in one form: the fields of a session, with more dates or a rule by which it comes again."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses.slots import queries, rules
from courses.slots.actions.clocks import COLUMNS, clocks_of, columns
from courses.slots.actions.seasons import Draft, Rhythm
from courses.slots.forms.fields import WallClocksField
from courses.slots.forms.slots import NewSlotForm
from courses.slots.models import Slot
from courses.slots.queries import Foreseen
from courses.slots.rules import MOST_DATES, Every
from lms.web.wall_clock import WallTime

# What an answer about a date is called: this, and the date as it was typed.
ANSWER = "which-"
_EMPTY_DATES = 3
_AGAIN = [
    ("", _("It doesn't: only on the dates above")),
    (Every.WEEK.value, _("Every week")),
    (Every.TWO_WEEKS.value, _("Every two weeks")),
    (Every.MONTH.value, _("Every month, on the same weekday of the month")),
]


def answers_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """Which moments are meant, by what was asked about."""
    return {name.removeprefix(ANSWER): str(sent[name]) for name in sent if name.startswith(ANSWER)}


class SeasonForm(NewSlotForm):
    """One session or several that differ by their date alone."""

    more = WallClocksField(label=_("More dates"), required=False)
    again = forms.ChoiceField(label=_("It comes again"), choices=_AGAIN, required=False)
    count = forms.IntegerField(
        label=_("How many times"),
        required=False,
        min_value=2,
        max_value=MOST_DATES,
        help_text=_("With the first one."),
    )
    last = forms.DateField(
        label=_("Or until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    @property
    def more_dates(self) -> list[str]:
        """What was typed, and room for more."""
        sent = self["more"].value() or []
        typed = [f"{each:%Y-%m-%dT%H:%M}" if isinstance(each, datetime) else str(each) for each in sent if each]
        return [*typed, *[""] * _EMPTY_DATES]

    @property
    def repeats(self) -> bool:
        """Whether what makes a season of it holds something."""
        return any(self[name].errors or any(self[name].data or []) for name in ("more", "again", "count", "last"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        again, first = cleaned.get("again"), cleaned.get("starts")
        if not again:
            if cleaned.get("count") or cleaned.get("last"):
                self.add_error("again", _("Please choose how often it comes again."))
        elif cleaned.get("more"):
            self.add_error("more", _("Please write down either more dates, or how often it comes again."))
        elif first and not self.errors.keys() & {"count", "last", "starts"}:
            cleaned["rhythm"] = self._rhythm(first, Every(again))
        if cleaned.get("starts_at") and not self.errors:
            self._compare_dates(cleaned)
        return cleaned

    def _rhythm(self, first: datetime, every: Every) -> Rhythm | None:
        count, last = self.cleaned_data.get("count") or 0, self.cleaned_data.get("last")
        if bool(count) == bool(last):
            self.add_error("count", _("Please write down either how many times, or until when."))
            return None
        if last:
            count = rules.count_until(first, every, until=datetime.combine(last, time.max))
            if not 2 <= count <= MOST_DATES:
                words = _("That makes %(count)d sessions. Between 2 and %(most)d can be planned at once.")
                self.add_error("last", words % {"count": count, "most": MOST_DATES})
        return Rhythm(rules.rule_of(first, every, count=count), first)

    def _compare_dates(self, cleaned: dict[str, Any]) -> None:
        if len(self.walls) > MOST_DATES:
            self.add_error("more", _("At most %(most)d dates at once, please.") % {"most": MOST_DATES})
        if min(self.walls) < cleaned["starts"]:
            self.add_error("more", _("Please write the earliest date first."))

    @property
    def rhythm(self) -> Rhythm | None:
        found: Rhythm | None = self.cleaned_data.get("rhythm")
        return found

    @cached_property
    def walls(self) -> list[datetime]:
        """All dates as typed, each once, in their order."""
        if self.rhythm:
            return rules.occurrences(self.rhythm.rule, self.rhythm.first)
        return sorted({self.cleaned_data["starts"], *self.cleaned_data.get("more", [])})

    @property
    def is_season(self) -> bool:
        return len(self.walls) > 1

    @cached_property
    def times(self) -> list[WallTime]:
        """The dates in the session's zone, as far as it is known which moments are meant."""
        known = answers_in(self.data)
        known.setdefault(self.cleaned_data["starts"].isoformat(), self.cleaned_data.get("starts_which", ""))
        return [WallTime(wall, self.cleaned_data["zone"], known.get(wall.isoformat(), "")) for wall in self.walls]

    @property
    def asks(self) -> bool:
        """Whether it is open for some date which moment is meant."""
        return any(time.moment is None for time in self.times)

    def drafts(self) -> list[Draft]:
        """The rows as typed, not stored; the first has its times as typed, the others as far from their starts."""
        return [self._draft(self._columns(time)) for time in self.times]

    def foreseen(self) -> list[Foreseen]:
        """What would be planned, and what else the host has then. One query."""
        return queries.with_clashes([self._foreseen(time) for time in self.times])

    def _foreseen(self, time: WallTime) -> Foreseen:
        at, host = self._columns(time) if time.moment else {}, self.cleaned_data["host"]
        return Foreseen(
            name=time.wall.isoformat(),
            time=time,
            title=self.cleaned_data["title"],
            host_id=host.pk if host else None,
            starts=at.get("starts_at"),
            ends=at.get("ends_at"),
        )

    def _draft(self, changed: Mapping[str, Any]) -> Draft:
        typed = {**self.changes(), **changed}
        beside = {name: typed.pop(name) for name in ("facilitators", "materials")}
        return Draft(slot=Slot(**typed), capacity=self.cleaned_data["capacity"], **beside)

    def _columns(self, time: WallTime) -> dict[str, Any]:
        first = Slot(**{name: self.cleaned_data[name] for name in (*COLUMNS, "zone")})
        own, by = clocks_of(first), time.wall - self.cleaned_data["starts"]
        # Sign-up opens for all on the day that was typed; the rest keeps its distance.
        moved = rules.Clocks(starts=time.wall, opens=own.opens, closes=own.closes + by, until=own.until + by)
        return columns(first, moved, start=time, minutes=self.cleaned_data["minutes"])
