"""Scoring an exercise, and writing one."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from courses.practice.actions.exercises import Script
from courses.practice.forms.observations import NOT_OBSERVED
from courses.practice.models import Exercise
from courses.practice.rules import LEVELS

_NOT_AGREED = ""


def level_choices(rubric: Mapping[str, Any], row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Each level with what it looks like, and *not observed*."""
    labels = {level["value"]: level["label"] for level in rubric["levels"]}
    told = [(str(level), f"{labels[level]}: {row['anchors'].get(str(level), '')}".rstrip(": ")) for level in LEVELS]
    return [*told, (NOT_OBSERVED, _("Not observed"))]


def as_level(choice: str) -> int | None:
    return None if choice == NOT_OBSERVED else int(choice)


class CalibrationForm(forms.Form):
    """The rubric as somebody scores an exercise with it."""

    def __init__(self, rubric: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [row["key"] for row in rubric["competencies"]]
        for row in rubric["competencies"]:
            self.fields[f"level_{row['key']}"] = forms.ChoiceField(
                label=row["name"],
                help_text=row["question"],
                choices=level_choices(rubric, row),
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose a level, or “not observed”.")},
            )

    def scores(self) -> dict[str, int | None]:
        return {key: as_level(self.cleaned_data[f"level_{key}"]) for key in self.keys}


class ExerciseForm(forms.ModelForm[Exercise]):
    """An exercise with its agreed scores; what isn't agreed on yet may stay open until it is published."""

    recording = forms.URLField(
        label=_("Recording"),
        help_text=_("The https address of a film of actors, never of a real dialogue."),
        max_length=200,
        assume_scheme="https",
        required=False,
    )

    class Meta:
        model = Exercise
        fields = ("title", "vignette", "recording", "bound")
        widgets = {"vignette": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, rubric: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recording"].validators.append(URLValidator(schemes=["https"]))
        self.keys = [row["key"] for row in rubric["competencies"]]
        for row in rubric["competencies"]:
            self._add_competency(rubric, row)

    def _add_competency(self, rubric: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        gold, key = self.instance.gold, row["key"]
        agreed = _NOT_AGREED if key not in gold else NOT_OBSERVED if gold[key] is None else str(gold[key])
        self.fields[f"gold_{key}"] = forms.ChoiceField(
            label=row["name"],
            choices=[(_NOT_AGREED, _("Not agreed yet")), *level_choices(rubric, row)],
            widget=forms.RadioSelect,
            required=False,
            initial=agreed,
        )
        self.fields[f"because_{key}"] = forms.CharField(
            label=_("Why, in the core group's words"),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=2000,
            required=False,
            initial=self.instance.because.get(key, ""),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        written, recorded = cleaned.get("vignette", "").strip(), cleaned.get("recording", "")
        if not (written or recorded or "recording" in self.errors):
            self.add_error("vignette", ValidationError(_("Write what happens, or give a recording's address.")))
        return cleaned

    @property
    def about(self) -> Iterator[BoundField]:
        """The fields of the exercise itself."""
        return (self[name] for name in self.Meta.fields)

    @property
    def agreed(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Each competency's level, and why."""
        return ((self[f"gold_{key}"], self[f"because_{key}"]) for key in self.keys)

    def script(self) -> Script:
        """What was typed, in the form that actions take."""
        typed = self.cleaned_data
        return Script(
            title=typed["title"],
            vignette=typed["vignette"],
            recording=typed["recording"],
            bound=typed["bound"],
            gold={key: as_level(level) for key in self.keys if (level := typed[f"gold_{key}"])},
            because={key: words for key in self.keys if (words := typed[f"because_{key}"])},
        )
