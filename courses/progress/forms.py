"""What people type about their own training, and staff about somebody's."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.progress.actions.records import Account, led_dialogues
from courses.progress.models import Enrolment, StaffRecord
from courses.progress.requirements import RequirementStatus
from courses.progress.rules import EVIDENCE_TYPES, Reason
from courses.progress.words import sentence
from lms.actions import Refused
from lms.web.times import told_moment

# At which field a refusal stands; on top of the form where it isn't about one.
_FIELDS: Mapping[Any, str] = {
    Reason.NO_REASON_GIVEN: "because",
    Reason.IN_THE_FUTURE: "day",
    Reason.TOO_LONG_AGO: "day",
    Reason.TOO_OLD_TO_COUNT: "day",
    Reason.ALREADY_RECORDED: "day",
    Reason.MORE_ANSWERS_THAN_ASKED: "answers",
    Reason.NO_SUCH_DIALOGUE: "dialogue",
    Reason.NO_SUCH_REQUIREMENT: "requirement",
    Reason.ALREADY_WAIVED: "requirement",
    Reason.NOT_WAIVED: "requirement",
    Reason.ALREADY_CREDITED: "requirement",
    Reason.NOT_CREDITED: "requirement",
    Reason.EVIDENCE_MISSING: "evidence",
    Reason.EVIDENCE_TOO_LARGE: "evidence",
    Reason.EVIDENCE_UNKNOWN: "evidence",
}


class PlanForm(forms.Form):
    """The day by which somebody would like to be done."""

    finish_by = forms.DateField(
        label=_("I want to be done by"),
        required=False,
        help_text=_("Only you and the core group see it, and nothing depends on it. Leave it empty for no date."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReasonForm(forms.Form):
    """Why; the last field of every verb."""

    because = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("It stays with the history. The person can read it."),
        error_messages={"required": _("Please say why. It stays with the history.")},
    )
    field_order: Iterable[str] = ()

    def refuse(self, refusal: Refused) -> None:
        """Put what a rule said at the fields that it is about."""
        for reason, words in zip(refusal.reasons, refusal.messages, strict=True):
            field = _FIELDS.get(reason)
            self.add_error(field if field in self.fields else None, words)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    # The browser's own calendar: it works by keyboard, on a phone and without script.
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    missing = {"required": _("Please choose the day."), "invalid": _("Please write the day like 2026-03-31.")}
    return forms.DateField(
        label=label, widget=widget, input_formats=["%Y-%m-%d"], help_text=help_text, error_messages=missing
    )


def _count(label: Any, least: int, most: int, **options: Any) -> forms.IntegerField:
    missing = {"required": _("Please write how many."), "invalid": _("Please write a whole number.")}
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=missing, **options)


class RequirementForm(ReasonForm):
    """Which requirement, and why."""

    requirement = forms.ChoiceField(
        label=_("Requirement"), error_messages={"required": _("Please choose the requirement.")}
    )
    field_order = ("requirement", "day", "evidence", "because")

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [] if len(choices) == 1 else [("", _("Choose …"))]
        self.fields["requirement"].choices = [*first, *choices]  # type: ignore[attr-defined]


class CreditForm(RequirementForm):
    """Earlier training for one requirement, with its proof."""

    day = _day(_("When the training took place"), _("It counts for three years from this day."))
    evidence = forms.FileField(
        label=_("Proof"),
        widget=forms.FileInput(attrs={"accept": ",".join(EVIDENCE_TYPES)}),
        help_text=_("A certificate or a letter, as a PDF or a picture, at most 10 MB. Only staff can open it."),
        error_messages={
            "required": _("Please add the proof: a PDF or a picture of it."),
            "empty": _("This file is empty. Please choose another one."),
        },
    )


_WANTED: Mapping[str, Callable[[RequirementStatus], bool]] = {
    "all": lambda row: True,
    "open": lambda row: not row.met,
    "waived": lambda row: row.waived,
    "credited": lambda row: row.credited,
}


def requirement_choices(
    enrolment: Enrolment, statuses: Iterable[RequirementStatus], wanted: str
) -> list[tuple[str, str]]:
    """Requirements by what stands of them, those of groups too: all, open, waived or credited ones."""
    titles = enrolment.syllabus.plan.titles
    every = [part for status in statuses for part in (status, *status.parts)]
    return [(row.requirement.key, sentence(row.requirement, titles)) for row in every if _WANTED[wanted](row)]


class RecordForm(ReasonForm):
    """What took place outside of the system; sent twice, it is noted once."""

    kind: StaffRecord.Kind
    day = _day(_("Day"))
    nth = forms.ChoiceField(
        label=_("On that day it was"),
        choices=[(1, _("the only one, or the first")), (2, _("a second one")), (3, _("a third one"))],
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    field_order = (
        "dialogue",
        "session_kind",
        "minutes",
        "experienced",
        "invited",
        "answers",
        "closed",
        "day",
        "nth",
        "because",
    )

    def __init__(self, enrolment: Enrolment | None, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4().hex, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.enrolment = enrolment

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"] or uuid4().hex)

    def clean_nth(self) -> int:
        return int(self.cleaned_data["nth"] or 1)

    def account(self) -> Account:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("day", "key", "because")}
        return Account(kind=self.kind, occurred_on=self.cleaned_data["day"], **self.read(said))

    def read(self, said: dict[str, Any]) -> dict[str, Any]:
        return said


class SessionForm(RecordForm):
    """Somebody was in a session."""

    kind = StaffRecord.Kind.SESSION
    session_kind = forms.ChoiceField(
        label=_("Kind of session"), choices=[("training", _("Training session")), ("practice", _("Practice session"))]
    )
    minutes = _count(_("Minutes that the person was there"), 1, 600)


class ChatForm(RecordForm):
    """Somebody took part in a chat."""

    kind = StaffRecord.Kind.CHAT
    minutes = _count(_("Minutes that the person was there"), 1, 600, initial=60)

    def read(self, said: dict[str, Any]) -> dict[str, Any]:
        return {"session_kind": "chat", **said}


class CoLeadForm(RecordForm):
    """Somebody led a chat together with somebody."""

    kind = StaffRecord.Kind.CO_LEAD
    experienced = forms.TypedChoiceField(
        label=_("Together with"),
        choices=[("yes", _("somebody experienced")), ("no", _("somebody who is still learning"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say with whom.")},
    )


class FeedbackForm(RecordForm):
    """Somebody asked the people in a dialogue of theirs for feedback."""

    kind = StaffRecord.Kind.FEEDBACK
    dialogue = forms.TypedChoiceField(
        label=_("Dialogue"), coerce=int, error_messages={"required": _("Please choose the dialogue.")}
    )
    invited = _count(_("People who were asked"), 1, 1000)
    answers = _count(_("Answers so far"), 0, 1000)
    closed = forms.BooleanField(label=_("No more answers are expected"), required=False)

    def __init__(self, enrolment: Enrolment | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(enrolment, *args, **kwargs)
        led = led_dialogues(enrolment) if enrolment else {}
        self.fields["dialogue"].choices = [(key, told_moment(at)) for key, at in led.items()]  # type: ignore[attr-defined]
        if not led:
            self.fields["dialogue"].help_text = _("This person hasn't led a dialogue yet, so there is nothing to note.")
        self.fields["day"].label = _("Day on which they were asked")
        del self.fields["nth"]


RECORD_FORMS: Mapping[str, type[RecordForm]] = {
    form.kind.value: form for form in (SessionForm, ChatForm, CoLeadForm, FeedbackForm)
}


def initial_of(row: StaffRecord) -> dict[str, Any]:
    """A record as its form shows it."""
    names = ("nth", "session_kind", "minutes", "dialogue", "invited", "answers", "closed")
    experienced = {True: "yes", False: "no", None: ""}[row.experienced]
    return {**{name: getattr(row, name) for name in names}, "experienced": experienced, "day": row.occurred_on}
