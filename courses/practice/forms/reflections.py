"""The lead's own words, and who reads them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from courses.practice.models import Reflection, Stage
from courses.practice.rules import LEVELS

CANT_SAY = "none"
QUESTIONS = ("happened", "felt", "otherwise", "learn")


class ReflectionForm(forms.ModelForm[Reflection]):
    """What happened stage by stage, four questions, and one's own view of the rubric; everything may stay open."""

    # Nothing here is asked for, so nothing is marked as optional.
    marks_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Reflection
        fields = QUESTIONS
        labels = {"happened": _("All in all, what happened?")}
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 4}))

    def __init__(self, rubric: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        self.fields["seen"].initial = self.instance.saved_at.isoformat() if self.instance.pk else ""
        for stage in Stage:
            self.fields[f"stage_{stage}"] = forms.CharField(
                label=stage.label,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=self.instance.stages.get(stage, ""),
            )
        for row in rubric["competencies"]:
            self.fields[f"own_{row['key']}"] = self._level(row)

    def _level(self, row: Mapping[str, Any]) -> forms.ChoiceField:
        labels = {level["value"]: level["label"] for level in self.rubric["levels"]}
        levels = [(str(level), f"{level} · {labels[level]}") for level in LEVELS]
        own = self.instance.scores.get(row["key"], "")
        return forms.ChoiceField(
            label=row["name"],
            required=False,
            choices=[("", "–"), *levels, (CANT_SAY, _("I can't say"))],
            initial=CANT_SAY if own is None else str(own),
        )

    def of_stages(self) -> Iterator[tuple[str, BoundField]]:
        return ((str(stage), self[f"stage_{stage}"]) for stage in Stage)

    def of_questions(self) -> Iterator[BoundField]:
        return (self[name] for name in QUESTIONS)

    def of_competencies(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name.startswith("own_"))

    def errors_by_field(self) -> Iterator[tuple[BoundField, object]]:
        """As the summary on top takes them."""
        return ((field, field.errors) for field in self.visible_fields())

    def lay_upon(self, saved_at: datetime) -> None:
        """Let what is typed here stand upon what was saved meanwhile, now that both are shown."""
        self.data = {**dict(self.data.items()), "seen": saved_at.isoformat()}

    def as_written(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        told = self.cleaned_data
        levels = {row["key"]: told.get(f"own_{row['key']}", "") for row in self.rubric["competencies"]}
        return {
            "answers": {name: told.get(name, "") for name in QUESTIONS},
            "stages": {str(stage): told.get(f"stage_{stage}", "") for stage in Stage},
            "scores": {key: None if level == CANT_SAY else int(level) for key, level in levels.items() if level},
        }

    def last_seen(self) -> datetime | None:
        """When what this form was filled in on had been saved."""
        return parse_datetime(self.cleaned_data.get("seen") or "")


class ReadersForm(forms.Form):
    """With whom a reflection is shared; who reads it already isn't asked for again."""

    marks_optional = False
    with_core_group = forms.BooleanField(
        label=_("The core group"),
        required=False,
        initial=True,
        help_text=_("Your training counts a reflection once the core group may read it."),
    )

    def __init__(self, people: Any, reflection: Reflection, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = people.exclude(pk__in=reflection.readers.values("pk"))
        self.fields["readers"] = forms.ModelMultipleChoiceField(
            left,
            label=_("People who were there, or your mentor"),
            help_text=_("A mentor whom you name can read the debrief too, with what observers wrote."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if not left:
            del self.fields["readers"]
        if reflection.is_with_core_group:
            del self.fields["with_core_group"]
