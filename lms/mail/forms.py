"""A mail's sentences, each in a field of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lms.mail.rules import decide_places
from lms.mail.sentences import Original

_LONGEST = 2000


class WordsForm(forms.Form):
    """Every sentence of a mail as it is said now. What is left as the original, or empty, follows the template."""

    def __init__(self, data: Any, *, sentences: Sequence[Original], own: Mapping[str, str]) -> None:
        super().__init__(data)
        self._sentences = sentences
        for place, one in enumerate(sentences, start=1):
            self.fields[one.key] = forms.CharField(
                label=_("Sentence %(place)d") % {"place": place} if place > 1 else _("Subject"),
                help_text=_("Original: %(words)s") % {"words": one.shown},
                initial=own.get(one.text, one.shown),
                required=False,
                max_length=_LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for one in self._typed:
            # A line of its own means something in a mail, so that a sentence is one line.
            words = " ".join(cleaned.get(one.key, "").split())
            cleaned[one.key] = words
            if words:
                self._check_places(one, words)
        return cleaned

    def words(self) -> dict[str, str]:
        """What is typed in own words, by the original; empty for what follows the template."""
        typed = {one.text: (self.cleaned_data[one.key], one.shown) for one in self._typed}
        return {text: "" if words == " ".join(shown.split()) else words for text, (words, shown) in typed.items()}

    @property
    def _typed(self) -> list[Original]:
        """What wasn't sent, as a sentence that came with a newer version of the site, stays as it is."""
        return [one for one in self._sentences if one.key in self.data]

    def _check_places(self, one: Original, words: str) -> None:
        places = decide_places(words, original=one.shown)
        if places.missing:
            told = _("Please keep %(names)s: something is filled in there.")
            self.add_error(one.key, ValidationError(told % {"names": _braces(places.missing)}))
        if places.unknown:
            told = _("Nothing is known to fill in for %(names)s here.")
            self.add_error(one.key, ValidationError(told % {"names": _braces(places.unknown)}))


def _braces(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
