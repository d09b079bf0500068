"""The words of impact: seasons, measures, and what is said of figures that can't be told."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.rules.seasons import Season
from lms.web.parts import Words

# Beside a number: "3,000 attendances". A percentage is followed by what they said.
HEADLINES: Mapping[str, Words] = {
    "topics": gettext_lazy("topics talked about"),
    "attendances": gettext_lazy("attendances"),
    "people": gettext_lazy("people who came"),
    "institutions": gettext_lazy("institutions"),
    "interest": gettext_lazy("say that a chat stimulated their interest in its topic"),
    "action": gettext_lazy("say that a chat will help them take sound action"),
    "recommend": gettext_lazy("would recommend a chat to a colleague or peer"),
}
MEASURES: Mapping[str, Words] = {
    "topics": gettext_lazy("Topics talked about"),
    "attendances": gettext_lazy("Attendances"),
    "people": gettext_lazy("People who came"),
    "institutions": gettext_lazy("Institutions"),
    "countries": gettext_lazy("Countries"),
    "interest": gettext_lazy("It stimulated my interest in the topic"),
    "action": gettext_lazy("It will help me take sound action"),
    "recommend": gettext_lazy("I would recommend it"),
}
EXPLAINED: Mapping[str, Words] = {
    "topics": gettext_lazy("chats that took place"),
    "attendances": gettext_lazy("who came to three chats is counted three times"),
    "people": gettext_lazy("who came to three chats is counted once"),
    "institutions": gettext_lazy("those from which five people or more came"),
    "countries": gettext_lazy("those from which five people or more came"),
}
NOTHING_TOLD = gettext_lazy("not enough yet to tell")


def season_name(season: Season) -> str:
    """As people say it: Autumn 2026."""
    words = _("Autumn %(year)d") if season.autumn else _("Spring %(year)d")
    return words % {"year": season.year}


def days(since: date | None, until: date) -> str:
    """In which time something was counted."""
    last = date_format(until)
    return _("%(first)s to %(last)s") % {"first": date_format(since), "last": last} if since else _("up to %s") % last


def number(value: int) -> str:
    """As people of the reader's language write it: 3,000."""
    return str(number_format(value, force_grouping=True))


def number_before(value: int, *, at_least: bool) -> str:
    """A number that was known before, where nobody may have counted exactly."""
    return _("more than %(number)s") % {"number": number(value)} if at_least else number(value)


def percentage(value: int, answers: int) -> str:
    """A percentage is never told without its number of answers."""
    words = ngettext("%(percent)d%% of %(answers)s answer", "%(percent)d%% of %(answers)s answers", answers)
    return words % {"percent": value, "answers": number(answers)}


def percentage_before(value: int, answers: int, *, at_least: bool) -> str:
    """The same of one that was known before."""
    told = percentage(value, answers)
    return _("more than %(number)s") % {"number": told} if at_least else told


def percentage_drawn(value: int, answers: int) -> str:
    """Beside a bar, where there is little room."""
    return _("%(percent)d%% of %(answers)s") % {"percent": value, "answers": number(answers)}


def percentage_drawn_before(value: int, answers: int) -> str:
    """The same of what was known before."""
    return _("%(percent)d%% of %(answers)s, before") % {"percent": value, "answers": number(answers)}
