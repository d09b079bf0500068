"""Reads of slots; each states its cost in queries."""

from courses.slots.queries.attendance import attended, standing_mark
from courses.slots.queries.desk import Desk, desk
from courses.slots.queries.exports import RosterLine, roster_lines
from courses.slots.queries.facts import counted, facts_of, open_sign_up, overlapping, place_in_line
from courses.slots.queries.no_shows import (
    EXCUSED,
    Missed,
    RosterMissed,
    line_priority,
    missed_by,
    missed_of,
    missed_on,
    no_show_policies,
)
from courses.slots.queries.reminders import to_remind
from courses.slots.queries.rosters import Roster, RosterRow, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "EXCUSED",
    "Desk",
    "Guest",
    "Missed",
    "OwnPlace",
    "Reader",
    "Roster",
    "RosterLine",
    "RosterMissed",
    "RosterRow",
    "Session",
    "attended",
    "coming",
    "counted",
    "desk",
    "facts_of",
    "hosts",
    "line_priority",
    "missed_by",
    "missed_of",
    "missed_on",
    "no_show_policies",
    "open_sign_up",
    "overlapping",
    "own_coming",
    "place_in_line",
    "roster",
    "roster_lines",
    "session",
    "sessions",
    "standing_mark",
    "to_remind",
]
