"""Words about slide decks."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

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
