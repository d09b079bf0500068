"""The rubric as an observer fills it in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.practice.actions.observations import Written
from courses.practice.models import ObservationDraft, Readiness
from courses.practice.rules import LEVELS

NOT_OBSERVED = "none"


class ObservationForm(forms.ModelForm[ObservationDraft]):
    """The rubric as an observer fills it in: a level or *not observed*, and what was seen, for each competency."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = ObservationDraft
        fields = ("strengths", "one_thing", "readiness")
        widgets = {
            "strengths": forms.Textarea(attrs={"rows": 3}),
            "one_thing": forms.Textarea(attrs={"rows": 3}),
            "readiness": forms.RadioSelect,
        }

    def __init__(self, rubric: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        self.fields["seen"].initial = self.instance.revision if self.instance.pk else 0
        self.fields["readiness"].choices = Readiness.choices  # type: ignore[attr-defined]
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

    def revision_seen(self) -> int:
        """The draft's revision that this form was filled in on; 0: there was none."""
        return int(self.cleaned_data.get("seen") or 0)

    def written(self) -> Written:
        """What was typed, in the form that actions take; competencies without an answer are left out."""
        keys = [row["key"] for row in self.rubric["competencies"]]
        levels = {key: self.cleaned_data.get(f"level_{key}", "") for key in keys}
        return Written(
            scores={key: None if level == NOT_OBSERVED else int(level) for key, level in levels.items() if level},
            evidence={key: words for key in keys if (words := self.cleaned_data.get(f"evidence_{key}", ""))},
            strengths=self.cleaned_data.get("strengths", ""),
            one_thing=self.cleaned_data.get("one_thing", ""),
            readiness=self.cleaned_data.get("readiness", ""),
        )
