"""What a candidate types."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certification.review import rules
from certification.review.actions.applying import Named
from certification.review.queries import Application
from certification.review.queries.candidate import Step
from certification.review.rules import Reason
from certification.review.words import WORDS
from lms.actions import Refused
from lms.people.models import User
from lms.web.times import told_day

NAME_LANGUAGES = (
    ("", _("I'd rather not say")),
    ("ar", "العربية"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("ko", "한국어"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
    ("yo", "Yorùbá"),
    ("zh", "中文"),
)
_ON_THE_SHEET = ("printed_name", "name_language", "certificate_language")
_LONGEST_WORDS = 6000


def _words(label: Any, missing: Reason, *, rows: int = 5, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=widget, max_length=_LONGEST_WORDS, error_messages={"required": WORDS[missing]}, **options
    )


class ApplicationForm(forms.Form):
    """The request to be certified; after a *not yet*, with an answer to each next step first."""

    # No limit of the browser's: it would cut off what is pasted, in silence.
    printed_name = forms.CharField(
        label=_("Your name, as it shall be printed"),
        help_text=_("In any script, as you write it yourself. It is printed exactly so."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": WORDS[Reason.NAME_MISSING]},
    )
    name_language = forms.ChoiceField(
        label=_("Language of the name"),
        choices=NAME_LANGUAGES,
        required=False,
        help_text=_("So that screen readers say it rightly."),
    )
    certificate_language = forms.ChoiceField(
        label=_("Printed in"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the certificate. Your name stands on it as you write it."),
    )
    pronunciation = forms.CharField(
        label=_("How it is said"),
        max_length=200,
        required=False,
        help_text=_("Such as “NEE-a”. Only those who read your application see this; it is printed nowhere."),
    )
    pronouns = forms.CharField(
        label=_("Your pronouns"),
        max_length=60,
        required=False,
        help_text=_("Only those who read your application see them; they are printed nowhere."),
    )
    motivation = _words(_("Why you want to facilitate"), Reason.MOTIVATION_MISSING, rows=6)

    def __init__(self, person: User, application: Application | None, data: Any = None) -> None:
        super().__init__(data, initial=_known(person, application))
        self.steps = application.now.steps if application and application.case.is_open else []
        for step in self.steps:
            self.fields[_answer(step)] = _answer_field(step)
        self.order_fields([_answer(step) for step in self.steps])

    def clean_printed_name(self) -> str:
        name = rules.spelled(self.cleaned_data["printed_name"])
        for reason in rules.decide_name(name).because:
            raise forms.ValidationError(WORDS[reason])
        return name

    def only_the_name(self) -> bool:
        """Whether the name can be printed; what else is still missing isn't spoken of."""
        for field in [field for field in self.errors if field not in _ON_THE_SHEET]:
            del self.errors[field]
        return not self.errors

    def named(self) -> Named:
        told = self.cleaned_data
        return Named(**{name: told[name] for name in (*_ON_THE_SHEET, "pronunciation", "pronouns")})

    def answers(self) -> Mapping[int, str]:
        return {step.pk: self.cleaned_data[_answer(step)] for step in self.steps}

    def take(self, refusal: Refused) -> None:
        """Each reason at the field that it's about."""
        for reason, words in zip(refusal.reasons, refusal.messages, strict=True):
            self.add_error(_FIELDS.get(Reason(reason)), words)


_FIELDS = {reason: "printed_name" for reason in Reason if reason.startswith("name_")}
_FIELDS[Reason.MOTIVATION_MISSING] = "motivation"


def _known(person: User, application: Application | None) -> dict[str, Any]:
    """What they wrote the last time, or their profile says."""
    if application is None:
        told = {"printed_name": person.display_name, "pronouns": person.pronouns}
        return told | {"certificate_language": person.language}
    told = {name: getattr(application.case, name) for name in (*_ON_THE_SHEET, "pronunciation", "pronouns")}
    told["certificate_language"] = told["certificate_language"] or person.language
    return told | {"motivation": application.words}


def _answer(step: Step) -> str:
    return f"answer_{step.pk}"


def _answer_field(step: Step) -> forms.CharField:
    about = format_html(
        gettext("{step} What would meet it: {met_by} Until {day}."),
        step=step.text,
        met_by=step.met_by,
        day=told_day(step.by_date),
    )
    label = gettext("What you did")
    if step.competency:
        label = gettext("What you did: %(competency)s") % {"competency": step.competency}
    return _words(label, Reason.ANSWER_MISSING, rows=4, help_text=about)


class SecondLookForm(forms.Form):
    """Why others shall look again."""

    words = _words(
        _("What shall they look at?"),
        Reason.WORDS_MISSING,
        rows=6,
        help_text=_("What was overlooked, or seen differently. A few sentences are enough."),
    )


class AnswerForm(forms.Form):
    """The answer to one question; each has its own ids on a page with several."""

    text = _words(_("Your answer"), Reason.WORDS_MISSING, rows=4)

    @staticmethod
    def prefix_of(question: int) -> str:
        return f"question-{question}"
