"""Reads of slots; each states its cost in queries."""

from courses.slots.queries.attendance import attended, standing_mark
from courses.slots.queries.facts import counted, facts_of, open_sign_up, overlapping, place_in_line
from courses.slots.queries.finding import Where, Wishes, found
from courses.slots.queries.months import Month, month
from courses.slots.queries.needs import Need, access_needs, own_need
from courses.slots.queries.reminders import to_remind
from courses.slots.queries.rosters import Roster, RosterRow, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, seen, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "Guest",
    "Month",
    "Need",
    "OwnPlace",
    "Reader",
    "Roster",
    "RosterRow",
    "Session",
    "Where",
    "Wishes",
    "access_needs",
    "attended",
    "coming",
    "counted",
    "facts_of",
    "found",
    "hosts",
    "month",
    "open_sign_up",
    "overlapping",
    "own_coming",
    "own_need",
    "place_in_line",
    "roster",
    "seen",
    "session",
    "sessions",
    "standing_mark",
    "to_remind",
]
