"""Reads of slots; each states its cost in queries."""

from courses.slots.queries.afterwards import free_for, next_step, to_write_afterwards
from courses.slots.queries.attendance import attended, standing_mark
from courses.slots.queries.calendars import own_feed, rows_of_feed, wish_of
from courses.slots.queries.facts import counted, facts_of, open_sign_up, overlapping, place_in_line
from courses.slots.queries.reminders import host_day, not_closed, to_remind, to_tell_hosts, was_invited
from courses.slots.queries.rosters import Roster, RosterRow, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "Guest",
    "OwnPlace",
    "Reader",
    "Roster",
    "RosterRow",
    "Session",
    "attended",
    "coming",
    "counted",
    "facts_of",
    "free_for",
    "host_day",
    "hosts",
    "next_step",
    "not_closed",
    "open_sign_up",
    "overlapping",
    "own_coming",
    "own_feed",
    "place_in_line",
    "roster",
    "rows_of_feed",
    "session",
    "sessions",
    "standing_mark",
    "to_remind",
    "to_tell_hosts",
    "to_write_afterwards",
    "was_invited",
    "wish_of",
]
