"""What comes from pages: the answers to a check in their one form, and what staff type."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.lessons.queries.checks import UsedUp
from courses.lessons.rules.questions import Answer

QUESTION = "question."


def answers_from(posted: QueryDict) -> dict[str, Answer]:
    """The answers in a page's form: ``question.<id>`` for what is chosen or written, ``question.<id>.<token>`` for
    each place and each partner. What is empty wasn't answered.
    """
    answers: dict[str, Answer] = {}
    for name in posted:
        question, _dot, token = name.removeprefix(QUESTION).partition(".")
        values = [value for value in map(_kept, posted.getlist(name)) if value.strip()]
        if not name.startswith(QUESTION) or not values:
            continue
        if not token:
            answers[question] = values
        elif isinstance(placed := answers.setdefault(question, {}), dict):
            placed[token] = values[0]
    return answers


def text_from(posted: QueryDict, name: str) -> str:
    """What a page sent along."""
    return _kept(posted.get(name, ""))


def _kept(words: str) -> str:
    """Without what nobody types and PostgreSQL can't keep."""
    return words.replace("\0", "")


def number_from(posted: QueryDict, name: str) -> int:
    """A number that the page itself sent along; what isn't one is 0, which nothing is numbered with."""
    text = posted.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


class BecauseForm(forms.Form):
    """Why something is granted or taken back."""

    because = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("What was agreed, and with whom. Never a diagnosis."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnotherTryForm(forms.Form):
    """At which check one more try is given, and why."""

    lesson_key = forms.ChoiceField(label=_("Lesson"))
    because = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, rows: Iterable[UsedUp], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.plan.key, f"{row.plan.title} · {row.percent} %") for row in rows]
        self.fields["lesson_key"].choices = choices  # type: ignore[attr-defined]
