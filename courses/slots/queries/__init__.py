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
from courses.slots.queries.desk import Desk, desk
from courses.slots.queries.exports import RosterLine, roster_lines
from courses.slots.queries.facts import Seating, counted, facts_of, open_sign_up, overlapping, place_in_line, seating
from courses.slots.queries.months import Day, Month, month
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
from courses.slots.queries.rosters import Answer, Roster, RosterRow, could_walk_in, hosts, roster
from courses.slots.queries.sessions import OwnPlace, Session, coming, own_coming, session, sessions
from courses.slots.queries.welcome import Guest, Reader

__all__ = [
    "EXCUSED",
    "Answer",
    "Day",
    "Desk",
    "Foreseen",
    "Guest",
    "Missed",
    "Month",
    "OwnPlace",
    "Presence",
    "Reader",
    "Roster",
    "RosterLine",
    "RosterMissed",
    "RosterRow",
    "Seating",
    "Session",
    "ShownCode",
    "Span",
    "access_needs",
    "asked_of_sessions",
    "attended",
    "clashes",
    "coming",
    "could_walk_in",
    "counted",
    "desk",
    "facts_of",
    "gate_of",
    "hosts",
    "hosts_and",
    "line_priority",
    "missed_by",
    "missed_of",
    "missed_on",
    "month",
    "next_revision",
    "no_show_policies",
    "open_sign_up",
    "overlapping",
    "own_check_in",
    "own_coming",
    "place_in_line",
    "presence",
    "roster",
    "roster_lines",
    "seating",
    "secret_of",
    "session",
    "sessions",
    "shown_code",
    "standing_mark",
    "to_remind",
    "usual_agenda",
    "words_of_the_last",
]
