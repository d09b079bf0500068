"""The rubric as an observer fills it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from courses.practice.actions.observations import Written
from courses.practice.models import ObservationDraft, Readiness
from courses.practice.rules import LEVELS, MOST_PEOPLE, WORDS_NEEDED_BELOW, Reason
from courses.practice.words import WORDS
from lms.actions import Refused

NOT_OBSERVED = "none"
_WORDS = ("strengths", "one_thing", "readiness")


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency as the form shows it."""

    row: Mapping[str, Any]
    level: forms.BoundField
    evidence: forms.BoundField


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which what was typed here and what was saved elsewhere say different things."""

    name: str
    label: str
    here: str
    there: str


class ObservationForm(forms.ModelForm[ObservationDraft]):
    """The rubric as an observer fills it in: a level or *not observed*, and what was seen, for each competency.

    ``seen`` is the revision that this form is filled in on, ``key`` names this sending of it.
    """

    marks_optional = False

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    people = forms.IntegerField(
        label=_("How many people took part?"),
        help_text=_("Leads and observers not counted. No more answers than this count as feedback."),
        required=False,
        min_value=0,
        validators=[MaxValueValidator(MOST_PEOPLE, message=WORDS[Reason.TOO_MANY_PEOPLE])],
        show_hidden_initial=True,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = ObservationDraft
        fields = _WORDS
        widgets = {
            "strengths": forms.Textarea(attrs={"rows": 3}),
            "one_thing": forms.Textarea(attrs={"rows": 3}),
            "readiness": forms.RadioSelect,
        }

    def __init__(self, rubric: Mapping[str, Any], *args: Any, people: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        self.words_below = rubric.get("words_below", WORDS_NEEDED_BELOW)
        known = kwargs.get("instance")
        self.fields["seen"].initial = known.revision if known else 0
        self.fields["key"].initial = uuid4()
        self.fields["people"].initial = people
        self.fields["readiness"].choices = Readiness.choices  # type: ignore[attr-defined]
        for row in rubric["competencies"]:
            self._add_competency(row)

    def _add_competency(self, row: Mapping[str, Any]) -> None:
        known = fields_of(self.instance)
        labels = {level["value"]: level["label"] for level in self.rubric["levels"]}
        self.fields[f"level_{row['key']}"] = forms.ChoiceField(
            label=row["name"],
            help_text=row["question"],
            choices=[*((str(level), labels[level]) for level in LEVELS), (NOT_OBSERVED, _("Not observed"))],
            widget=forms.RadioSelect,
            required=False,
            initial=known.get(f"level_{row['key']}", ""),
        )
        self.fields[f"evidence_{row['key']}"] = forms.CharField(
            label=_("What you saw or heard"),
            widget=forms.Textarea(attrs={"rows": 2}),
            required=False,
            initial=known.get(f"evidence_{row['key']}", ""),
        )

    @property
    def competencies(self) -> Iterator[Competency]:
        for row in self.rubric["competencies"]:
            yield Competency(row, self[f"level_{row['key']}"], self[f"evidence_{row['key']}"])

    @property
    def shown(self) -> list[tuple[forms.BoundField, Any]]:
        """The fields that are seen, with what each still needs."""
        return [(field, field.errors) for field in self.visible_fields()]

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

    def people_counted(self) -> int | None:
        """How many the observer counted, if they counted now."""
        return self.cleaned_data["people"] if "people" in self.changed_data else None

    def differences(self, there: "ObservationDraft | Written") -> list[Difference]:
        """Where another version says something else than what was typed here."""
        other = fields_of(there)
        rows = []
        for name, field in self.fields.items():
            here, beside = str(self[name].value() or ""), other.get(name, "")
            if name.startswith(("level_", "evidence_", *_WORDS)) and here.strip() != beside.strip():
                choices = {str(value): str(label) for value, label in getattr(field, "choices", ())}
                told = choices.get(here, here), choices.get(beside, beside)
                rows.append(Difference(name, self._named(name), *told))
        return rows

    def _named(self, name: str) -> str:
        key = name.removeprefix("evidence_")
        of = self.fields.get(f"level_{key}") if key != name else None
        return f"{of.label} · {self.fields[name].label}" if of else str(self.fields[name].label)

    def refuse(self, refusal: Refused) -> None:
        """Say at each field what it still needs, and on top what belongs to none."""
        written, missing = self.written(), []
        for row in self.rubric["competencies"]:
            level = written.scores.get(row["key"], "")
            if level == "":
                missing.append((Reason.SCORES_MISSING, f"level_{row['key']}"))
            elif level is not None and int(level) < self.words_below and not written.evidence.get(row["key"]):
                missing.append((Reason.EVIDENCE_MISSING, f"evidence_{row['key']}"))
        missing += [(Reason.WORDS_MISSING, name) for name in _WORDS if not self.cleaned_data.get(name, "").strip()]
        for reason in refusal.reasons:
            names: list[str | None] = [name for because, name in missing if because == reason]
            for name in names or [None]:
                self.add_error(name, str(WORDS[Reason(reason)]))


class AmendmentForm(ObservationForm):
    """The same rubric, filled with what was handed in, and why it is changed."""

    because = forms.CharField(
        label=_("Why you change it"),
        help_text=_("One sentence. The lead reads it beside both versions."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["people"]

    def refuse(self, refusal: Refused) -> None:
        if Reason.BECAUSE_MISSING in refusal.reasons:
            self.add_error("because", str(WORDS[Reason.BECAUSE_MISSING]))
        rest = tuple(reason for reason in refusal.reasons if reason != Reason.BECAUSE_MISSING)
        super().refuse(Refused(rest, WORDS))


def fields_of(said: "ObservationDraft | Written") -> dict[str, str]:
    """What was written, under the names of the form's fields."""
    levels = {key: NOT_OBSERVED if level is None else str(level) for key, level in said.scores.items()}
    return {
        **{f"level_{key}": level for key, level in levels.items()},
        **{f"evidence_{key}": words for key, words in said.evidence.items()},
        "strengths": said.strengths,
        "one_thing": said.one_thing,
        "readiness": said.readiness,
    }
