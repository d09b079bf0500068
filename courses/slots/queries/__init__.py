"""Reads of slots; each states its cost in queries."""

from courses.slots.queries.attendance import attended, standing_mark
from courses.slots.queries.facts import counted, facts_of, open_sign_up, overlapping, place_in_line
from courses.slots.queries.months import Day, Month, month
from courses.slots.queries.planning import (
    Foreseen,
    Span,
    asked_of_sessions,
    clashes,
    hosts_and,
    usual_agenda,
    words_of_the_last,
)
from courses.slots.queries.reminders import to_remind
from courses.slots.queries.rosters import Roster, RosterRow, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "Day",
    "Foreseen",
    "Guest",
    "Month",
    "OwnPlace",
    "Reader",
    "Roster",
    "RosterRow",
    "Session",
    "Span",
    "asked_of_sessions",
    "attended",
    "clashes",
    "coming",
    "counted",
    "facts_of",
    "hosts",
    "hosts_and",
    "month",
    "open_sign_up",
    "overlapping",
    "own_coming",
    "place_in_line",
    "roster",
    "session",
    "sessions",
    "standing_mark",
    "to_remind",
    "usual_agenda",
    "words_of_the_last",
]
