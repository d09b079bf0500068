"""Words about slide decks."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.rules.decks import Ended

_YEAR = 365

ENDED: Mapping[Ended, Promise] = {
    Ended.WITHDRAWN: _("These slides aren't given out at the moment."),
    Ended.USED_UP: _("It was for three downloads, and all three have been made."),
    Ended.TOO_OLD: _("It was for seven days, and they are over."),
}


def how_long(kept: timedelta) -> str:
    """So many years where they are whole ones, else days."""
    years, days = divmod(kept.days, _YEAR)
    if years and not days:
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    return ngettext("%(count)d day", "%(count)d days", kept.days) % {"count": kept.days}


def published_words(number: int | None, listeners: int) -> str:
    """What became of the file of a published deck, and how many are told of it."""
    if number is None:
        return gettext("The file couldn't be kept just now. We try again every few minutes; look at the page then.")
    words = gettext("People who ask are given this file as version %(number)d.") % {"number": number}
    if not listeners:
        return words
    told = ngettext(
        "%(count)d person asked to hear of new versions and has one mail.",
        "%(count)d people asked to hear of new versions and have one mail each.",
        listeners,
    )
    return f"{words} {told % {'count': listeners}}"
