"""Reads of slots; each states its cost in queries."""

from courses.slots.queries.access import access_needs
from courses.slots.queries.attendance import attended, standing_mark
from courses.slots.queries.facts import Seating, counted, facts_of, open_sign_up, overlapping, place_in_line, seating
from courses.slots.queries.reminders import to_remind
from courses.slots.queries.rosters import Answer, Roster, RosterRow, could_walk_in, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "Answer",
    "Guest",
    "OwnPlace",
    "Reader",
    "Roster",
    "RosterRow",
    "Seating",
    "Session",
    "access_needs",
    "attended",
    "coming",
    "could_walk_in",
    "counted",
    "facts_of",
    "hosts",
    "open_sign_up",
    "overlapping",
    "own_coming",
    "place_in_line",
    "roster",
    "seating",
    "session",
    "sessions",
    "standing_mark",
    "to_remind",
]
