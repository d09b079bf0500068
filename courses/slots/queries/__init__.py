"""Reads of slots; each states its cost in queries."""

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
from courses.slots.queries.facts import counted, facts_of, open_sign_up, overlapping, place_in_line
from courses.slots.queries.reminders import to_remind
from courses.slots.queries.rosters import Roster, RosterRow, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "Guest",
    "OwnPlace",
    "Presence",
    "Reader",
    "Roster",
    "RosterRow",
    "Session",
    "ShownCode",
    "attended",
    "coming",
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
    "secret_of",
    "session",
    "sessions",
    "shown_code",
    "standing_mark",
    "to_remind",
]
