"""Time zones as columns hold them."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def check_zone(name: str) -> None:
    """Raises ``ValidationError`` for a name that isn't in the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Please choose a time zone from the list."))
