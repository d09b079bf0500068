"""Who is put forward, and what it rests on."""

import csv
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certification.review import queries
from certification.review.actions.roads import Proposal
from certification.review.forms.applying import NAME_LANGUAGES
from certification.review.rules import Reason
from certification.review.words import WORDS
from courses.progress.models import Pathway
from lms.actions import Refused
from lms.people.models import User
from lms.web.numbers import sent_number

MOST_ROWS = 100
_FIELDS = {Reason.PRINTED_NAME_MISSING: "printed_name", Reason.REFERENCE_MISSING: "reference"}
_COLUMNS = ("who", "printed_name", "reference")


class ProposalForm(forms.Form):
    """One person to put forward."""

    who = forms.CharField(
        label=_("Who"), max_length=320, help_text=_("The address that they sign in with, or their name here.")
    )
    printed_name = forms.CharField(
        label=_("Name as it shall be printed"),
        max_length=200,
        required=False,
        help_text=_("In any script. Empty means: as they are called here."),
    )
    name_language = forms.ChoiceField(label=_("Language of the name"), choices=NAME_LANGUAGES, required=False)
    reference = forms.CharField(
        label=_("What it rests on"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What they led, where and when, and who knows of it. Reviewers and they themselves read it."),
        error_messages={"required": WORDS[Reason.REFERENCE_MISSING]},
    )
    people: list[User]

    def clean_who(self) -> str:
        typed: str = self.cleaned_data["who"]
        self.people = queries.called(typed)
        if len(self.people) != 1:
            raise ValidationError(WORDS[Reason.SEVERAL_THERE if self.people else Reason.NOBODY_THERE])
        return typed

    def proposal(self) -> Proposal:
        """No errors may stand in the form."""
        told = self.cleaned_data
        return Proposal(
            people=self.people,
            printed_name=told["printed_name"].strip() or self.people[0].display_name,
            name_language=told["name_language"],
            reference=told["reference"],
        )

    def refuse(self, refused: Refused) -> None:
        """Each reason at the field that it is about."""
        for reason, words in zip(refused.reasons, refused.messages, strict=True):
            self.add_error(_FIELDS.get(Reason(reason), "who"), words)


class PathwayField(forms.ModelChoiceField[Pathway]):
    """For what; there is nothing to choose where there is one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queries.pathways(), label=_("For"), **kwargs)


class FoundingListForm(forms.Form):
    """What a list is for, and how it is called."""

    pathway = PathwayField()
    title = forms.CharField(label=_("How to call this list"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        preset_only_pathway(self)


class HonoraryForm(ProposalForm):
    """Somebody to honour, for good or for a time."""

    pathway = PathwayField()
    valid_until = forms.DateField(
        label=_("Holds until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day. Empty means: for good."),
    )
    field_order = ("pathway", "who", "printed_name", "name_language", "reference", "valid_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        preset_only_pathway(self)

    def refuse(self, refused: Refused) -> None:
        for reason, words in zip(refused.reasons, refused.messages, strict=True):
            until = reason == Reason.UNTIL_MISSING
            self.add_error("valid_until" if until else _FIELDS.get(Reason(reason), "who"), words)


def preset_only_pathway(form: forms.Form) -> None:
    choices = list(queries.pathways()[:2])
    if len(choices) == 1:
        form.fields["pathway"].initial = choices[0].pk


class PasteForm(forms.Form):
    """Many at once, as lines of a table."""

    lines = forms.CharField(
        label=_("Many at once"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "A line for each, pasted from a table or a CSV file: who, name as it shall be printed, what it rests on."
        ),
    )


RowsFormSet = forms.formset_factory(
    ProposalForm, extra=0, min_num=0, max_num=MOST_ROWS, validate_max=True, absolute_max=2 * MOST_ROWS
)


def rows_of(pasted: str) -> list[dict[str, str]]:
    """What stands in pasted lines, by field. A tab parts the columns if there is one, else a semicolon or a comma."""
    sign = next((sign for sign in "\t;" if sign in pasted), ",")
    lines = pasted.splitlines()
    try:
        told = list(csv.reader(lines, delimiter=sign, skipinitialspace=True))
    except csv.Error:
        # No table holds what it stumbled over: a NUL, or a quote that never ends. Whoever pasted it sees the lines.
        told = [line.split(sign) for line in lines]
    rows = [[part.strip() for part in row] for row in told]
    return [dict(zip(_COLUMNS, [*row[:2], f"{sign} ".join(row[2:])], strict=False)) for row in rows if any(row)]


def typed_rows(data: Mapping[str, Any], prefix: str) -> list[dict[str, str]]:
    """The rows of a form as they came, those that are empty left out."""
    count = min(sent_number(str(data.get(f"{prefix}-TOTAL_FORMS", ""))) or 0, MOST_ROWS)
    names = tuple(ProposalForm.base_fields)
    rows = [{name: str(data.get(f"{prefix}-{row}-{name}", "")) for name in names} for row in range(count)]
    return [row for row in rows if any(value.strip() for value in row.values())]


def as_data(rows: Iterable[Mapping[str, str]], prefix: str, *, more: int = 0) -> dict[str, str]:
    """The same as a form sends it, with some empty rows behind."""
    told = [*rows, *({} for _row in range(more))]
    data = {f"{prefix}-{place}-{name}": value for place, row in enumerate(told) for name, value in row.items()}
    return data | {f"{prefix}-TOTAL_FORMS": str(len(told)), f"{prefix}-INITIAL_FORMS": "0"}


class TogetherForm(forms.Form):
    """One reason for all that are chosen; which they are stands beside each name."""

    reason = forms.CharField(
        label=_("What you base it on"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": WORDS[Reason.REASON_MISSING]},
    )

    def chosen(self) -> dict[int, int]:
        """By the application's id, the length of the history that the page showed."""
        return dict(self._pairs())

    def _pairs(self) -> Iterable[tuple[int, int]]:
        for value in self.data.getlist("approve") if hasattr(self.data, "getlist") else ():
            case, seen = (sent_number(part) for part in value.partition(":")[::2])
            if case is not None and seen is not None:
                yield case, seen
