"""When the desk's weekly mail is due."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

_HOUR = time(8)


def digest_week(at: datetime, zone: str) -> tuple[str, datetime] | None:
    """The ISO week whose mail is due and since when, on Mondays from eight o'clock of a zone on; else nothing.

    All of Monday, so that a machine that was off in the morning makes up for it; what came after eight isn't in it.
    """
    here = at.astimezone(ZoneInfo(zone))
    eight = datetime.combine(here.date(), _HOUR, tzinfo=ZoneInfo(zone))
    if here.isoweekday() != 1 or here < eight:
        return None
    year, week, _day = here.isocalendar()
    return f"{year}-W{week:02}", eight
