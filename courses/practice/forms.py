"""What people type about practice dialogues."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.practice.actions.afterwards import Notes
from courses.practice.models import Dialogue, Observation, Reflection
from courses.practice.rules import LEVELS
from lms.people.models import User
from lms.web.times import told_day
from lms.web.wall_clock import WallClockField, ZoneField, instant

NOT_OBSERVED = "none"


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


class ObservationForm(forms.ModelForm[Observation]):
    """The rubric as an observer fills it in: a level or *not observed*, and what was seen, for each competency."""

    class Meta:
        model = Observation
        fields = ("strengths", "one_thing", "readiness")
        widgets = {
            "strengths": forms.Textarea(attrs={"rows": 3}),
            "one_thing": forms.Textarea(attrs={"rows": 3}),
            "readiness": forms.RadioSelect,
        }

    def __init__(self, rubric: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        self.fields["readiness"].choices = Observation.Readiness.choices  # type: ignore[attr-defined]
        for row in rubric["competencies"]:
            self._add_competency(row)

    def _add_competency(self, row: Mapping[str, Any]) -> None:
        labels = {level["value"]: level["label"] for level in self.rubric["levels"]}
        choices = [
            (str(level), f"{labels[level]}: {row['anchors'].get(str(level), '')}".rstrip(": ")) for level in LEVELS
        ]
        score = self.instance.scores.get(row["key"], "")
        self.fields[f"level_{row['key']}"] = forms.ChoiceField(
            label=row["name"],
            help_text=row["question"],
            choices=[*choices, (NOT_OBSERVED, _("Not observed"))],
            widget=forms.RadioSelect,
            required=False,
            initial=NOT_OBSERVED if score is None else str(score),
        )
        self.fields[f"evidence_{row['key']}"] = forms.CharField(
            label=_("What you saw or heard"),
            widget=forms.Textarea(attrs={"rows": 2}),
            required=False,
            initial=self.instance.evidence.get(row["key"], ""),
        )

    def notes(self) -> Notes:
        """What was typed, in the form that actions take; competencies without an answer are left out."""
        keys = [row["key"] for row in self.rubric["competencies"]]
        levels = {key: self.cleaned_data.get(f"level_{key}", "") for key in keys}
        return Notes(
            scores={key: None if level == NOT_OBSERVED else int(level) for key, level in levels.items() if level},
            evidence={key: words for key in keys if (words := self.cleaned_data.get(f"evidence_{key}", ""))},
            strengths=self.cleaned_data.get("strengths", ""),
            one_thing=self.cleaned_data.get("one_thing", ""),
            readiness=self.cleaned_data.get("readiness", ""),
        )


class ReflectionForm(forms.ModelForm[Reflection]):
    """The lead's own words; every question may stay open."""

    class Meta:
        model = Reflection
        fields = ("happened", "felt", "otherwise", "learn")
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 4}))


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


class ObserverForm(forms.Form):
    """Whom to ask."""

    observer = forms.ModelChoiceField(User.objects.none(), label=_("Observer"))

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["observer"].queryset = people  # type: ignore[attr-defined]
