"""How somebody wishes to help, as they fill it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.forms import BoundField
from django.forms.utils import ErrorList
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from courses.practice.actions.wishes import Wish
from courses.practice.models import PairingWish, Topic

_MIDNIGHT = time(0, 0)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week with its two fields."""

    name: str
    begin: BoundField
    until: BoundField


def _clock() -> forms.TimeField:
    return forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class WishForm(forms.Form):
    """How somebody wishes to help: whatever stays empty means that anything suits."""

    marks_optional = False

    observes = forms.BooleanField(label=_("I'd like to observe"), required=False)
    co_leads = forms.BooleanField(
        label=_("I'd like to lead together with somebody in training"),
        required=False,
        help_text=_("You're asked once you have led often enough, or were named as experienced."),
    )
    most_per_month = forms.IntegerField(label=_("At most in a month"), min_value=1, max_value=31)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: the language of your profile."),
    )
    topics_avoided = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Topics to leave out"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("No reason is asked. Nobody else sees this list, and nobody is told why you weren't asked."),
    )

    def __init__(self, wish: PairingWish, sent: Mapping[str, Any] | None = None) -> None:
        super().__init__(sent, initial=_initial(wish))
        kept = Q(pk__in=self.initial["topics_avoided"])
        self.fields["topics_avoided"].queryset = Topic.objects.filter(kept | Q(withdrawn_at=None))  # type: ignore[attr-defined]
        if not self.fields["topics_avoided"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["topics_avoided"]
        for number in WEEKDAYS:
            for end, label in (("from", _("from")), ("until", _("until"))):
                field = self.fields[f"{end}_{number}"] = _clock()
                field.label = label

    def days(self) -> Iterator[Day]:
        for number, name in WEEKDAYS.items():
            yield Day(str(name), self[f"from_{number}"], self[f"until_{number}"])

    def summary(self) -> list[tuple[BoundField, ErrorList]]:
        """The fields with what is to be looked at again, for the summary on top."""
        return [(field, field.errors) for field in self]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number, name in WEEKDAYS.items():
            begin, until = cleaned.get(f"from_{number}"), cleaned.get(f"until_{number}")
            day = {"day": name}
            if begin is None and until is not None:
                self.add_error(f"from_{number}", _("%(day)s: please say from when, or leave both empty.") % day)
            elif begin is not None and until is None:
                self.add_error(f"until_{number}", _("%(day)s: please say until when, or leave both empty.") % day)
            elif begin and until and _MIDNIGHT < until <= begin:
                self.add_error(f"until_{number}", _("%(day)s: this ends before it begins.") % day)
        return cleaned

    def wish(self) -> Wish:
        """What was typed, in the form that actions take."""
        data = self.cleaned_data
        return Wish(
            observes=data["observes"],
            co_leads=data["co_leads"],
            most_per_month=data["most_per_month"],
            languages=data["languages"],
            hours=[row for number in WEEKDAYS for row in self._hours_of(number)],
            topics_avoided=list(data.get("topics_avoided", ())),
        )

    def _hours_of(self, number: int) -> list[dict[str, str | int]]:
        begin, until = self.cleaned_data[f"from_{number}"], self.cleaned_data[f"until_{number}"]
        if begin is None:
            return []
        return [{"weekday": number, "from": f"{begin:%H:%M}", "until": f"{until:%H:%M}"}]


def _initial(wish: PairingWish) -> dict[str, Any]:
    hours = {f"{end}_{row['weekday']}": time.fromisoformat(row[end]) for row in wish.hours for end in ("from", "until")}
    topics = list(wish.topics_avoided.values_list("pk", flat=True)) if wish.pk else []
    return {
        "observes": wish.observes,
        "co_leads": wish.co_leads,
        "most_per_month": wish.most_per_month,
        "languages": wish.languages,
        "topics_avoided": topics,
        **hours,
    }
