"""Times as people type them: a date, a wall clock, and the zone that the clock hangs in."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/"))
)


def instant(wall: datetime, zone: str) -> datetime:
    """The moment, in UTC, at which clocks of a zone show a wall time.

    Raises ``ValidationError`` for the hour that is skipped when clocks go forward, and the one that comes twice when
    they go back (PEP 495): only the person who typed it knows what they meant.
    """
    first = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    second = wall.replace(tzinfo=ZoneInfo(zone), fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise ValidationError(_("Clocks go forward that night: this time doesn't exist. Please choose another."))
    raise ValidationError(_("Clocks go back that night: this time comes twice. Please choose another."))


class WallClockField(forms.DateTimeField):
    """A date and a time of day without a zone; ``instant`` joins it with one."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**({"input_formats": ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]} | kwargs))  # type: ignore[arg-type]

    def to_python(self, value: object) -> datetime | None:
        # Django would look whether the reader's own zone has such an hour; UTC has them all.
        with timezone.override(UTC):
            parsed = super().to_python(value)  # type: ignore[arg-type]
        return parsed.replace(tzinfo=None) if parsed else None


class ZoneField(forms.ChoiceField):
    """One of the zones of the IANA database, by its name."""

    def __init__(self, **kwargs: object) -> None:
        choices = [(zone, zone.replace("_", " ")) for zone in ZONES]
        super().__init__(**({"choices": choices, "label": _("Time zone")} | kwargs))  # type: ignore[arg-type]
