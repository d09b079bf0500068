"""How long a certificate holds, how it is renewed, and whether its holder leads dialogues at present."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from certification.certificates.rules.base import Reason

# Days before the last one on which its holder is reminded.
REMINDERS = (90, 30, 7)
# Whoever is on leave is left alone until the last of them: the certificate's day comes all the same.
REMINDER_ON_LEAVE = min(REMINDERS)
# From when on a certificate can be renewed: half a year ahead, and for as long after.
RENEWABLE_BEFORE = timedelta(days=183)
# A year without a dialogue is too long to be called active; a season more is given to come back.
ACTIVE_FOR = timedelta(days=365)
GRACE = timedelta(days=92)
# Leave is often told late; a year of silence isn't made good by it.
LEAVE_TOLD_LATE = timedelta(days=92)
WORDS_OF_A_REFLECTION = 20


class Activity(StrEnum):
    """Whether somebody who is certified leads dialogues at present. Certified is not active."""

    ACTIVE = "active"
    GRACE = "grace"  # it has been long; still counted as active
    ON_LEAVE = "on_leave"
    ALUMNI = "alumni"

    @property
    def leads(self) -> bool:
        return self in (Activity.ACTIVE, Activity.GRACE)


@dataclass(frozen=True, slots=True)
class Away:
    """First and last day of a leave; without a last one it goes on."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def activity(*, certified_on: date, led: Iterable[date], leaves: Sequence[Away], today: date) -> Activity:
    """From the day of the certificate, the days of dialogues led, and leaves. Days of leave don't count as quiet."""
    if any(leave.holds(today) for leave in leaves):
        return Activity.ON_LEAVE
    return activity_told(certified_on=certified_on, led=led, leaves=leaves, today=today)


def activity_told(*, certified_on: date, led: Iterable[date], leaves: Sequence[Away], today: date) -> Activity:
    """What strangers are told: during a leave, what was true when it began, so that nobody learns of it."""
    last = max((certified_on, *(day for day in led if day <= today)))
    quiet = timedelta(days=sum(not any(leave.holds(day) for leave in leaves) for day in _days(last, today)))
    if quiet <= ACTIVE_FOR:
        return Activity.ACTIVE
    return Activity.GRACE if quiet <= ACTIVE_FOR + GRACE else Activity.ALUMNI


def _days(since: date, until: date) -> Iterable[date]:
    return (since + timedelta(days=number) for number in range(1, (until - since).days + 1))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def renewed_until(*, valid_until: date, months: int, today: date) -> date:
    """Who renews early loses no day; who renews late begins anew."""
    return months_later(max(valid_until, today), months)


def decide_renewal(
    *, revoked: bool, valid_until: date | None, chats: int, chats_needed: int, reflection: str, today: date
) -> tuple[Reason, ...]:
    """Why a certificate that wasn't replaced can't be renewed now; empty if it can. What was revoked stays so."""
    if revoked:
        return (Reason.ALREADY_REVOKED,)
    if valid_until is None:
        return (Reason.NEVER_EXPIRES,)
    conditions = (
        (valid_until - RENEWABLE_BEFORE <= today, Reason.NOT_YET_RENEWABLE),
        (chats >= chats_needed, Reason.TOO_FEW_CHATS),
        (len(reflection.split()) >= WORDS_OF_A_REFLECTION, Reason.NO_REFLECTION),
    )
    return tuple(reason for holds, reason in conditions if not holds)


def decide_leave(*, since: date, until: date | None, today: date) -> tuple[Reason, ...]:
    """Why a leave can't be noted; empty if it can."""
    conditions = (
        (since >= today - LEAVE_TOLD_LATE, Reason.LEAVE_TOO_LONG_AGO),
        (until is None or until >= since, Reason.LEAVE_ENDS_TOO_EARLY),
    )
    return tuple(reason for holds, reason in conditions if not holds)


def reminder_due(*, valid_until: date, today: date, on_leave: bool) -> int | None:
    """The number of days of the reminder that stands on this day, if any: the nearest that has been reached."""
    left = (valid_until - today).days
    reached = [days for days in REMINDERS if 0 <= left <= days]
    due = min(reached) if reached else None
    return None if on_leave and due != REMINDER_ON_LEAVE else due
