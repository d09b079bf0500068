"""What visitors write to the program, and what staff answer."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.forms.guarded import GuardedForm
from cms.models import ChatPage, Inquiry
from cms.words.inquiries import BEGINNINGS

Outcome = Inquiry.Outcome


class LetterForm(GuardedForm):
    """A question; who wants an answer leaves an address."""

    words = forms.CharField(
        label=_("What would you like to say or ask?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Please write a few words.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As you want to be called."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=320,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Leave it and we can answer you. It is used for nothing else."),
        error_messages={"invalid": _("This doesn't look like an address yet. Please look at it once more.")},
    )
    field_order = ("words", "name", "email", "website", "begun")

    def clean_name(self) -> str:
        """A name is one line, in a greeting too."""
        return " ".join(self.cleaned_data["name"].split())

    @property
    def typed(self) -> dict[str, str]:
        """What was written, and how its writer reads an answer."""
        return {
            **{name: self.cleaned_data[name] for name in ("words", "name", "email")},
            "language": _language(),
            "time_zone": timezone.get_current_timezone_name(),
        }


class TopicForm(LetterForm):
    """A topic for a chat to come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What should we talk about?")
        self.fields["words"].help_text = _("A word is enough. If you like, tell us why it matters to you now.")
        self.fields["email"].help_text = _(
            "Leave it and we can tell you what became of it. It is used for nothing else."
        )


if TYPE_CHECKING:  # only the type checker's field takes a parameter
    ChatChoice = forms.ModelChoiceField[ChatPage]
else:
    ChatChoice = forms.ModelChoiceField


class _ChatField(ChatChoice):
    def label_from_instance(self, chat: Any) -> str:
        return chat.title if chat.live else _("%(title)s (not public yet)") % {"title": chat.title}


def _chat_field() -> _ChatField:
    return _ChatField(
        ChatPage.objects.filter(held_on=None).order_by("-pk"),
        label=_("Which chat?"),
        help_text=_("If it isn't public yet, its writer hears of it once it is."),
        error_messages={"required": _("Choose the chat that it becomes. If it has no page yet, begin one first.")},
    )


class AnswerForm(forms.Form):
    """What staff say to a letter with one outcome."""

    became = _chat_field()
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Please write what you want to say to them.")},
    )
    told_as = forms.CharField(
        label=_("Told on the site as"),
        max_length=200,
        required=False,
        help_text=_("The topic in your own words, for the list of suggestions. Name nobody. Empty: it isn't told."),
    )

    def __init__(self, letter: Inquiry, outcome: str, *args: Any, **kwargs: Any) -> None:
        with translation.override(letter.language):
            begun = {"answer": BEGINNINGS.told(outcome)}
        super().__init__(*args, **{"initial": begun, **kwargs})
        if outcome != Outcome.CHAT:
            del self.fields["became"]
        if letter.kind != Inquiry.Kind.TOPIC:
            del self.fields["told_as"]
        if not letter.email:
            self.initial["answer"] = ""
            self.fields["answer"].required = False
            self.fields["answer"].label = _("Your note")
            self.fields["answer"].help_text = _("They left no address: it stays here, for those who read letters.")


class BecameForm(forms.Form):
    """Which chat a topic became that was answered earlier."""

    became = _chat_field()


class ToldForm(forms.Form):
    """What the site tells of a suggestion."""

    told_as = forms.CharField(
        label=_("Told on the site as"),
        max_length=200,
        required=False,
        help_text=_("The topic in your own words, for the list of suggestions. Name nobody. Empty: it isn't told."),
    )


def _language() -> str:
    asked = (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
