"""Whether a report's clocks hang in the zone that was chosen, and in which they would fit the slot."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courses.slots.rules.stays import Stay, within

# Another zone is named only if clearly more of the stays would lie within the slot.
_CLEARLY = 2
_NEAR = timedelta(hours=27)


def fitting_zone(
    stays: Iterable[Stay], *, starts: datetime, ends: datetime, chosen: str, likely: Sequence[str], zones: Iterable[str]
) -> str | None:
    """The zone in which these stays, read in the chosen one, would fit the slot much better; ``None`` if none would.

    Zones differ by what their clocks show at the slot's time; ``likely`` ones are named before all others.
    """
    near = [stay for stay in stays if starts - _NEAR < stay.left and stay.came < ends + _NEAR]
    ahead = _ahead(chosen, starts)
    names: dict[timedelta, str] = {}
    for zone in (*likely, *zones):
        names.setdefault(_ahead(zone, starts) - ahead, zone)
    fits = {shift: _overlap(near, starts + shift, ends + shift) for shift in names}
    best = max(fits, key=lambda shift: (fits[shift], -abs(shift)), default=timedelta(0))
    here = _overlap(near, starts, ends)
    return names[best] if near and fits[best] > _CLEARLY * here else None


def _ahead(zone: str, at: datetime) -> timedelta:
    return at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def _overlap(stays: Sequence[Stay], starts: datetime, ends: datetime) -> timedelta:
    return sum((within(stay, starts, ends) for stay in stays), timedelta(0))
