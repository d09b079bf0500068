"""Reads of slots; each states its cost in queries."""

from courses.slots.queries.access import access_needs
from courses.slots.queries.attendance import attended, standing_mark
from courses.slots.queries.check_ins import (
    Presence,
    ShownCode,
    gate_of,
    next_revision,
    own_check_in,
    presence,
    secret_of,
    shown_code,
)
from courses.slots.queries.facts import Seating, counted, facts_of, open_sign_up, overlapping, place_in_line, seating
from courses.slots.queries.reminders import to_remind
from courses.slots.queries.rosters import Answer, Roster, RosterRow, could_walk_in, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "Answer",
    "Guest",
    "OwnPlace",
    "Presence",
    "Reader",
    "Roster",
    "RosterRow",
    "Seating",
    "Session",
    "ShownCode",
    "access_needs",
    "attended",
    "coming",
    "could_walk_in",
    "counted",
    "facts_of",
    "gate_of",
    "hosts",
    "next_revision",
    "open_sign_up",
    "overlapping",
    "own_check_in",
    "own_coming",
    "place_in_line",
    "presence",
    "roster",
    "seating",
    "secret_of",
    "session",
    "sessions",
    "shown_code",
    "standing_mark",
    "to_remind",
]
