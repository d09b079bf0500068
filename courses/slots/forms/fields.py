"""What sessions are typed with beside the usual fields: materials, several dates, and what an odd hour means."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.web.wall_clock import WallClockField, WallTime

EARLIEST, LATEST = 2000, 2100
MOST_MATERIALS = 20
_LONGEST_TITLE, _LONGEST_URL = 200, 500
# With room for what stands between them; longer ones aren't taken apart, for that would take ever longer.
_LONGEST_LINE = _LONGEST_TITLE + _LONGEST_URL + 100
_LINE = re.compile(r"^(?P<title>.*?)[\s—–-]*(?P<url>https?://\S+)$")
_is_address = URLValidator(schemes=["http", "https"])


class MaterialsField(forms.CharField):
    """Lines of a title and an address, as pairs."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{title} — {url}" for title, url in value)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_MATERIALS:
            raise ValidationError(_("At most %(most)d materials, please.") % {"most": MOST_MATERIALS})
        return [_pair(line) for line in lines]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _pair(line: str) -> tuple[str, str]:
    if len(line) > _LONGEST_LINE:
        raise ValidationError(_("“%(line)s…” is too long.") % {"line": line[:40]})
    found = _LINE.match(line)
    url = found["url"] if found else ""
    title = (found["title"].strip() if found else "") or url
    try:
        _is_address(url)
    except ValidationError:
        raise ValidationError(
            _("“%(line)s”: please end the line with its address, https://…") % {"line": line}
        ) from None
    if len(title) > _LONGEST_TITLE or len(url) > _LONGEST_URL:
        raise ValidationError(_("“%(line)s…” is too long.") % {"line": line[:40]})
    return title, url


def is_near(wall: datetime) -> bool:
    """Whether it is a year that people plan for."""
    return EARLIEST <= wall.year < LATEST


def month_of(year: int, number: int) -> date | None:
    """The first day of a month of such a year; ``None`` for another."""
    return date(year, number, 1) if EARLIEST <= year < LATEST and 1 <= number <= 12 else None


def check_year(wall: datetime) -> None:
    """Another year is a slip of the hand."""
    if not is_near(wall):
        raise ValidationError(_("Please look at the year again."))


class WallClocksField(forms.Field):
    """Several dates, each typed into a field of the same name; empty ones don't count."""

    widget = forms.MultipleHiddenInput
    hidden_widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[datetime]:
        one = WallClockField()
        typed = [each.strip() for each in value or [] if each and each.strip()]
        try:
            walls = [one.clean(each) for each in typed]
        except ValidationError:
            raise ValidationError(_("Please write each date as a day and a time of day.")) from None
        for wall in walls:
            check_year(wall)
        return walls

    def validate(self, value: Any) -> None:
        """An empty list is as good as any."""


class WhichField(forms.ChoiceField):
    """Which of two moments is meant; shown only where a wall time leaves that open."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Which is meant?"),
            required=False,
            choices=[("0", "0"), ("1", "1")],
            widget=forms.RadioSelect,
        )

    def ask(self, time: WallTime) -> None:
        self.choices = time.choices
