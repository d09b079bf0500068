"""Times as people type them: a date, a wall clock, and the zone that the clock hangs in."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.web.times import told_clock

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/"))
)


@dataclass(frozen=True, slots=True)
class WallTime:
    """What clocks of a zone show, and what somebody answered where that leaves a question open (PEP 495).

    The hour that is skipped when clocks go forward and the one that comes twice when they go back are two moments each;
    ``answer`` is the fold that is meant, "0" or "1". Only the person who typed it knows.
    """

    wall: datetime
    zone: str
    answer: str = ""

    @property
    def skipped(self) -> bool:
        """Whether clocks jump over it."""
        moment = self._folded(0)
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None, fold=0) != self.wall

    @property
    def doubtful(self) -> bool:
        return self._folded(0) != self._folded(1)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The answers, earliest first, each with its words; none where there is nothing to ask."""
        if not self.doubtful:
            return []
        there = {fold: self._folded(fold).astimezone(ZoneInfo(self.zone)) for fold in (0, 1)}
        first, second = sorted(there, key=lambda fold: there[fold].timestamp())
        words = ("%s", "%s") if self.skipped else (gettext("the first time: %s"), gettext("the second time: %s"))
        return [(str(first), words[0] % _told(there[first])), (str(second), words[1] % _told(there[second]))]

    @property
    def question(self) -> str:
        """What is asked; empty where there is nothing to ask."""
        if not self.doubtful:
            return ""
        if self.skipped:
            return gettext("Clocks go forward that night: this time doesn't exist. Which is meant?")
        return gettext("Clocks go back that night: this time comes twice. Which is meant?")

    @property
    def moment(self) -> datetime | None:
        """In UTC; none as long as a question is open."""
        if self.doubtful and self.answer not in ("0", "1"):
            return None
        return self._folded(int(self.answer or 0))

    @property
    def likely(self) -> datetime:
        """In UTC, also where nobody was asked, for times that follow from others: after the hour that is skipped, and
        the first time of the hour that comes twice.
        """
        return self.moment or self._folded(0)

    def _folded(self, fold: int) -> datetime:
        return self.wall.replace(tzinfo=ZoneInfo(self.zone), fold=fold).astimezone(UTC)


def shown(moment: datetime, zone: str) -> WallTime:
    """What clocks of a zone show at a moment, with the answer to what that leaves open."""
    there = moment.astimezone(ZoneInfo(zone))
    return WallTime(there.replace(tzinfo=None, fold=0), zone, str(there.fold))


def _told(there: datetime) -> str:
    return f"{told_clock(there, str(there.tzinfo))} ({there.tzname()})"


def instant(wall: datetime, zone: str) -> datetime:
    """The moment, in UTC, at which clocks of a zone show a wall time.

    Raises ``ValidationError`` for the hour that is skipped and the one that comes twice, where nobody can be asked.
    """
    time = WallTime(wall, zone)
    if (moment := time.moment) is not None:
        return moment
    if time.skipped:
        raise ValidationError(_("Clocks go forward that night: this time doesn't exist. Please choose another."))
    raise ValidationError(_("Clocks go back that night: this time comes twice. Please choose another."))


def have_instants(days: slice) -> None:
    """A validator of spans of days: in the calendar's first and last ones, some clocks show what has no instant."""
    if any(day and not MINYEAR < day.year < MAXYEAR for day in (days.start, days.stop)):
        raise ValidationError(_("Please look at the year again."))


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
