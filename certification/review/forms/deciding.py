"""What a reviewer types to decide, and what one of them types to tell the candidate."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from certification.review.models import Ask, AskJudgement, Review
from certification.review.rules import MOST_ASKS, AskWords, Reason, Vote, Written
from certification.review.words import WORDS
from lms.actions import Refused

Choices = Sequence[tuple[str, Any]]

_SECOND_LOOK = ((Review.Decision.APPROVE, _("Open it again")), (Review.Decision.DECLINE, _("The decision stands")))
_KEPT_SECONDS = 600
_NO_COMPETENCY = _("Something else")
# At which field a reason is told; those of next steps stand at their own row.
_FIELDS = {
    Reason.REASON_MISSING: "reason",
    Reason.WORDS_MISSING: "changed_because",
    Reason.ASK_MISSING: "ask_0",
    Reason.LETTER_MISSING: "letter",
    Reason.WAY_FORWARD_MISSING: "way_forward",
    Reason.ASK_STILL_OPEN: "decision",
    Reason.NO_NOT_YET_HERE: "decision",
    Reason.ALREADY_DECIDED: "decision",
}


def _words(label: Any, *, rows: int = 3, missing: Reason | None = None, help_text: Any = "") -> forms.CharField:
    """Words that have to be there where ``missing`` says what is told without them."""
    return forms.CharField(
        label=label,
        required=missing is not None,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": WORDS[missing]} if missing else None,
    )


def _choice(choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What you decide"),
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of them.")},
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class _PlacedForm(forms.Form):
    """A form that tells each reason at the field that it is about."""

    def refuse(self, refusal: Refused) -> None:
        """An approval is refused for a certificate's reasons, too: those are about no field."""
        # Whatever has an error leaves the cleaned data: so first where each belongs, then the errors.
        told_with = zip(refusal.reasons, refusal.messages, strict=True)
        placed = [(field, told) for reason, told in told_with for field in self._places_of(reason)]
        for field, told in placed:
            self.add_error(field, told)

    def _places_of(self, reason: StrEnum) -> list[str | None]:
        return self._fields_of(reason) if isinstance(reason, Reason) else [None]

    def _fields_of(self, reason: Reason) -> list[str | None]:
        field = _FIELDS.get(reason)
        return [field if field in self.fields else None]


class ReviewForm(_PlacedForm):
    """One reviewer's decision, with what they say of each earlier next step, and up to three new ones."""

    decision = _choice(Review.Decision.choices)
    reason = _words(
        _("What you base it on"), missing=Reason.REASON_MISSING, help_text=_("The others who decide read it.")
    )
    letter = _words(
        _("Your words to the candidate"), help_text=_("They read these if nobody finds others to tell them with.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # The reader was told that the history has moved on since they opened the page.
    moved = False

    def __init__(
        self,
        data: Any = None,
        *,
        asks: Sequence[Ask] = (),
        competencies: Choices = (),
        appeal: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.asks, self._competencies = asks, competencies
        self.steps = 0 if appeal else MOST_ASKS
        if appeal:
            self.fields["decision"] = _choice(_SECOND_LOOK)
        for ask in asks:
            self.fields[f"verdict_{ask.pk}"] = forms.ChoiceField(
                label=ask.text, choices=AskJudgement.Verdict.choices, required=False, widget=forms.RadioSelect
            )
        for number in range(self.steps):
            self._add_step(number, competencies)

    def _add_step(self, number: int, competencies: Choices) -> None:
        chosen = [("", _NO_COMPETENCY), *competencies]
        self.fields[f"competency_{number}"] = forms.ChoiceField(
            label=_("What it is about"), choices=chosen, required=False
        )
        self.fields[f"ask_{number}"] = _words(_("Next step"), rows=2)
        self.fields[f"met_by_{number}"] = _words(_("What would meet it"), rows=2)
        self.fields[f"by_date_{number}"] = _day(_("Until"))

    @property
    def kept_as(self) -> str:
        """By what its empty fields are found again, drawn once for all; nothing where somebody has written in them."""
        if self.is_bound or set(self.initial) - {"seen"}:
            return ""
        return f"{get_language()} {self.steps} {self._competencies}"

    @property
    def kept_seconds(self) -> int:
        return _KEPT_SECONDS if self.kept_as else 0

    def verdicts(self) -> list[tuple[Ask, forms.BoundField]]:
        """Each earlier next step with the field for what the reviewer says of it."""
        return [(ask, self[f"verdict_{ask.pk}"]) for ask in self.asks]

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each next step."""
        for number in range(self.steps):
            names = ("competency", "ask", "met_by", "by_date")
            yield number + 1, [self[f"{name}_{number}"] for name in names]

    def see(self, seq: int) -> None:
        """The page that they read now shows a history of that length."""
        told = cast(QueryDict, self.data).copy()
        told["seen"] = str(seq)
        self.data = told

    def written(self) -> Written:
        """No errors may stand in the form."""
        told = self.cleaned_data
        return Written(
            decision=Vote(told["decision"]),
            reason=told["reason"],
            letter=told["letter"],
            seen=told["seen"],
            asks=tuple(self._ask(number) for number in range(self.steps)),
            verdicts={ask.pk: told[f"verdict_{ask.pk}"] for ask in self.asks if told[f"verdict_{ask.pk}"]},
            changed_because=told.get("changed_because", ""),
        )

    def _ask(self, number: int) -> AskWords:
        told = self.cleaned_data
        by_date: date | None = told[f"by_date_{number}"]
        return AskWords(
            text=told[f"ask_{number}"],
            met_by=told[f"met_by_{number}"],
            by_date=by_date,
            competency=told[f"competency_{number}"],
        )

    def _places_of(self, reason: StrEnum) -> list[str | None]:
        return self._fields_of(reason) if isinstance(reason, Reason) else [None]

    def _fields_of(self, reason: Reason) -> list[str | None]:
        if reason is Reason.ASK_HALF:
            return [name for number in range(self.steps) for name in self._gaps(number)]
        if reason is Reason.ASK_DATE_PAST:
            return [f"by_date_{number}" for number in range(self.steps) if self._is_past(number)]
        if reason is Reason.ASK_UNANSWERED:
            return [f"verdict_{ask.pk}" for ask in self.asks if not self.cleaned_data[f"verdict_{ask.pk}"]]
        return super()._fields_of(reason)

    def _is_past(self, number: int) -> bool:
        by_date = self._ask(number).by_date
        return by_date is not None and by_date <= timezone.localdate()

    def _gaps(self, number: int) -> list[str]:
        """What is missing of a next step that was begun."""
        ask = self._ask(number)
        if ask.empty or ask.whole:
            return []
        parts = {"ask": ask.text.strip(), "met_by": ask.met_by.strip(), "by_date": ask.by_date}
        return [f"{name}_{number}" for name, told in parts.items() if not told]


class ChangedReviewForm(ReviewForm):
    """The same, decided otherwise: with the reason for it."""

    changed_because = _words(_("Why you change it"), rows=2, missing=Reason.WORDS_MISSING)

    field_order = ("decision", "changed_because")

    @classmethod
    def from_vote(cls, vote: Review, **options: Any) -> "ChangedReviewForm":
        """Filled with what was decided before."""
        told: dict[str, Any] = {"decision": vote.decision, "reason": vote.reason, "letter": vote.letter}
        for number, ask in enumerate(vote.asks.all()[:MOST_ASKS]):
            told |= {f"ask_{number}": ask.text, f"met_by_{number}": ask.met_by, f"by_date_{number}": ask.by_date}
            told[f"competency_{number}"] = ask.competency
        told |= {f"verdict_{row.ask_id}": row.verdict for row in vote.judgements.all()}
        return cls(initial=told | options.pop("initial", {}), **options)


class ClosingForm(_PlacedForm):
    """What the candidate reads, by one of those who decided: at most three next steps in order, or kind words."""

    letter = _words(_("Your words to the candidate"), rows=5)
    way_forward = _words(_("A way forward"), help_text=_("What they can do from here, with whom."))
    apply_again_from = _day(_("May apply again from"))
    # What the candidate would read stands beside the form.
    shown = False

    def __init__(
        self, data: Any = None, *, proposed: Sequence[Ask] = (), declined: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.steps = 0 if declined else min(MOST_ASKS, len(proposed))
        self.by_id: Mapping[str, Ask] = {str(ask.pk): ask for ask in proposed}
        choices = [("", _("none")), *((pk, ask.text) for pk, ask in self.by_id.items())]
        labels = (_("First next step"), _("Second next step"), _("Third next step"))
        for number in range(self.steps):
            self.fields[f"step_{number}"] = forms.ChoiceField(label=labels[number], choices=choices, required=False)
        if declined:
            self.fields["letter"].help_text = _("Kind words, written by a person. Nothing else of the votes is shown.")
        else:
            del self.fields["apply_again_from"]
        self.order_fields([*(f"step_{number}" for number in range(self.steps)), "letter", "way_forward"])

    def chosen(self) -> list[Ask]:
        """The next steps in the order in which the candidate reads them, each once. No errors may stand in the form."""
        told = [self.cleaned_data[f"step_{number}"] for number in range(self.steps)]
        return [self.by_id[pk] for pk in dict.fromkeys(told) if pk]

    def _places_of(self, reason: StrEnum) -> list[str | None]:
        return self._fields_of(reason) if isinstance(reason, Reason) else [None]

    def _fields_of(self, reason: Reason) -> list[str | None]:
        if reason is Reason.ASK_MISSING and self.steps:
            return ["step_0"]
        return super()._fields_of(reason)


class SayingForm(forms.Form):
    """A note to the others, or a question to the candidate."""

    text = _words(_("Your words"), missing=Reason.WORDS_MISSING)

    def __init__(self, data: Any = None, *, label: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text

    @property
    def kept_as(self) -> str:
        """By what its empty field is found again; nothing where somebody has written in it."""
        return "" if self.is_bound else f"{get_language()} {self.prefix}"

    @property
    def kept_seconds(self) -> int:
        return _KEPT_SECONDS if self.kept_as else 0
