"""Who may help with which dialogue, and why they fit: facts, hard rules, and reasons. Nothing here knows names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# A chat takes an hour.
LASTS = timedelta(hours=1)
# Nobody is woken up for a dialogue while somebody else would be awake anyway.
DAY_BEGINS, DAY_ENDS = 8, 20
_DAY, _WEEK = 24 * 60, 7 * 24 * 60


class Place(StrEnum):
    """What there is to do in a dialogue beside leading it; the same codes as of a pairing's part."""

    CO_LEAD = "co_lead"
    OBSERVER = "observer"


class Bar(StrEnum):
    """Why somebody can't be asked. Staff read all but ``OWN_WISH`` beside a name; of that they read a number alone.

    ``OWN_WISH`` stands for a part that isn't wanted, hours, a full month, or a topic left out: it never says which.
    """

    ALREADY = "already"
    TIED = "tied"
    SAID_NO = "said_no"
    NOT_EXPERIENCED = "not_experienced"
    NO_OBSERVER_YET = "no_observer_yet"
    LANGUAGE = "language"
    BUSY = "busy"
    OWN_WISH = "own_wish"


class Fit(StrEnum):
    """Why somebody fits, or what to know before asking them."""

    EXPERIENCED = "experienced"
    NEW_EYES = "new_eyes"
    SEEN_BEFORE = "seen_before"
    QUALIFIED = "qualified"
    ADVISES_ONLY = "advises_only"
    SUITS_HOURS = "suits_hours"
    BY_DAY = "by_day"
    EARLY_OR_LATE = "early_or_late"
    FREE_MONTH = "free_month"
    HELPS_ALREADY = "helps_already"


@dataclass(frozen=True, slots=True)
class Hours:
    """A time of the week that suits somebody, in minutes of their own wall clock; 0 is Monday's first minute."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Something that somebody is in already; ``slot`` is the session that it is, if it is one."""

    starts: datetime
    ends: datetime
    slot: int | None = None

    def overlaps(self, starts: datetime, ends: datetime) -> bool:
        return self.starts < ends and starts < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFacts:
    """A dialogue that lacks people: ``co_lead`` says whether somebody experienced is to be found, ``observers`` how
    many. ``qualified``: the scores of others only advise. ``seen``: in how many of the lead's dialogues somebody is or
    was already.
    """

    dialogue: int
    lead: int
    starts: datetime
    language: str = "en"
    topic: int | None = None
    slot: int | None = None
    co_lead: bool = False
    observers: int = 0
    observed: bool = False
    qualified: bool = False
    needs_experience: bool = False
    tied: frozenset[int] = frozenset()
    here: frozenset[int] = frozenset()
    declined: frozenset[int] = frozenset()
    seen: Mapping[int, int] = field(default_factory=dict)

    @property
    def ends(self) -> datetime:
        return self.starts + LASTS


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperFacts:
    """Somebody who may be asked. ``load``: in how many dialogues they help, by the months of their own calendar."""

    person: int
    zone: str = "UTC"
    languages: frozenset[str] = frozenset({"en"})
    hours: tuple[Hours, ...] = ()
    most: int = 4
    observes: bool = True
    co_leads: bool = True
    avoids: frozenset[int] = frozenset()
    may_observe: bool = True
    experienced: bool = False
    qualified: bool = False
    busy: tuple[Span, ...] = ()
    load: Mapping[tuple[int, int], int] = field(default_factory=dict)
    asked_last: datetime | None = None

    def month_of(self, moment: datetime) -> tuple[int, int]:
        local = moment.astimezone(ZoneInfo(self.zone))
        return local.year, local.month

    def load_at(self, moment: datetime) -> int:
        return self.load.get(self.month_of(moment), 0)

    def is_busy(self, gap: GapFacts) -> bool:
        """Whether they are in something else then; a dialogue in a session of theirs is that session."""
        spans = (row for row in self.busy if gap.slot is None or row.slot != gap.slot)
        return any(row.overlaps(gap.starts, gap.ends) for row in spans)


def bars(gap: GapFacts, helper: HelperFacts, place: Place) -> tuple[Bar, ...]:
    """Every hard rule that keeps somebody from a place; none: they may be asked."""
    observing = place is Place.OBSERVER
    found = (
        (helper.person in gap.here or helper.person == gap.lead, Bar.ALREADY),
        (helper.person in gap.tied, Bar.TIED),
        (helper.person in gap.declined, Bar.SAID_NO),
        (not observing and gap.needs_experience and not helper.experienced, Bar.NOT_EXPERIENCED),
        (observing and not helper.may_observe, Bar.NO_OBSERVER_YET),
        (gap.language not in helper.languages, Bar.LANGUAGE),
        (helper.is_busy(gap), Bar.BUSY),
        (not _wants(gap, helper, place), Bar.OWN_WISH),
    )
    return tuple(bar for holds, bar in found if holds)


def _wants(gap: GapFacts, helper: HelperFacts, place: Place) -> bool:
    part = helper.observes if place is Place.OBSERVER else helper.co_leads
    room = helper.load_at(gap.starts) < helper.most
    suits = not helper.hours or suits_hours(helper.hours, gap.starts, gap.ends, helper.zone)
    return part and room and suits and gap.topic not in helper.avoids


def suits_hours(hours: tuple[Hours, ...], starts: datetime, ends: datetime, zone: str) -> bool:
    """Whether all of a time lies within somebody's hours, as their wall clock shows it at its start and its end."""
    begin, end = (_minute_of_week(moment, zone) for moment in (starts, ends))
    end = end if end > begin else end + _WEEK
    for row in sorted((row for hour in hours for row in _twice(hour)), key=lambda row: row.begin):
        # Times that touch are one time.
        if row.begin <= begin < row.end:
            begin = row.end
        if begin >= end:
            return True
    return False


def _minute_of_week(moment: datetime, zone: str) -> int:
    local = moment.astimezone(ZoneInfo(zone))
    return local.weekday() * _DAY + local.hour * 60 + local.minute


def _twice(hours: Hours) -> tuple[Hours, Hours]:
    """Of one week and of the next, for a dialogue over Sunday's midnight."""
    return hours, Hours(hours.begin + _WEEK, hours.end + _WEEK)


def is_by_day(moment: datetime, zone: str) -> bool:
    """Whether a dialogue that starts then lies in the day of somebody's own clock."""
    first, last = (row.astimezone(ZoneInfo(zone)) for row in (moment, moment + LASTS - timedelta(microseconds=1)))
    return first.hour >= DAY_BEGINS and first.date() == last.date() and last.hour < DAY_ENDS


def fits(gap: GapFacts, helper: HelperFacts, place: Place) -> tuple[Fit, ...]:
    """Why somebody who may be asked fits, in words' order."""
    observing = place is Place.OBSERVER
    known, by_day = gap.seen.get(helper.person, 0) > 0, is_by_day(gap.starts, helper.zone)
    found = (
        (not observing and helper.experienced, Fit.EXPERIENCED),
        (observing and not known, Fit.NEW_EYES),
        (observing and known, Fit.SEEN_BEFORE),
        (observing and gap.qualified and helper.qualified, Fit.QUALIFIED),
        (observing and gap.qualified and not helper.qualified, Fit.ADVISES_ONLY),
        (bool(helper.hours), Fit.SUITS_HOURS),
        (not helper.hours and by_day, Fit.BY_DAY),
        (not helper.hours and not by_day, Fit.EARLY_OR_LATE),
        (helper.load_at(gap.starts) == 0, Fit.FREE_MONTH),
        (helper.load_at(gap.starts) > 0, Fit.HELPS_ALREADY),
    )
    return tuple(fit for holds, fit in found if holds)


def observers_wanted(asked: tuple[tuple[int, int], ...], *, differed: bool) -> int:
    """How many people observe a dialogue, given ``(dialogues, different observers)`` for each requirement to lead.

    One more pair of eyes where those of the lead's last dialogue differed much.
    """
    return max((-(-observers // dialogues) for dialogues, observers in asked), default=1) + int(differed)
