"""Reads of slots; each states its cost in queries."""

from courses.slots.queries.afterwards import free_for, next_step, to_write_afterwards
from courses.slots.queries.attendance import attended, attended_in, next_revision, standing_mark
from courses.slots.queries.calendars import own_feed, rows_of_feed, wish_of
from courses.slots.queries.check_ins import (
    gate_of,
    own_check_in,
    presence,
    secret_of,
    shown_code,
)
from courses.slots.queries.desk import desk, stands
from courses.slots.queries.exports import RosterLine, roster_lines
from courses.slots.queries.facts import (
    Seating,
    arrival,
    arrived,
    counted,
    facts_of,
    glance,
    open_sign_up,
    place_in_line,
    seat_if_still_so,
    seating,
)
from courses.slots.queries.finding import Where, Wishes, found
from courses.slots.queries.leading import chats_led_by
from courses.slots.queries.months import month, staff_month
from courses.slots.queries.needs import access_needs, own_need
from courses.slots.queries.no_shows import (
    EXCUSED,
    Missed,
    line_priority,
    missed_note,
    missed_of,
    missed_on,
    no_show_policies,
)
from courses.slots.queries.planning import (
    Foreseen,
    hosts_and,
    with_clashes,
    words_of_the_last,
)
from courses.slots.queries.reminders import host_day, not_closed, to_remind, to_tell_hosts, was_invited
from courses.slots.queries.rosters import Roster, RosterRow, could_walk_in, hosts, roster
from courses.slots.queries.sessions import Session, coming, own_coming, seen, session, sessions
from courses.slots.queries.welcome import Guest

__all__ = [
    "EXCUSED",
    "Foreseen",
    "Guest",
    "Missed",
    "Roster",
    "RosterLine",
    "RosterRow",
    "Seating",
    "Session",
    "Where",
    "Wishes",
    "access_needs",
    "arrival",
    "arrived",
    "attended",
    "attended_in",
    "chats_led_by",
    "coming",
    "could_walk_in",
    "counted",
    "desk",
    "facts_of",
    "found",
    "free_for",
    "gate_of",
    "glance",
    "host_day",
    "hosts",
    "hosts_and",
    "line_priority",
    "missed_note",
    "missed_of",
    "missed_on",
    "month",
    "next_revision",
    "next_step",
    "no_show_policies",
    "not_closed",
    "open_sign_up",
    "own_check_in",
    "own_coming",
    "own_feed",
    "own_need",
    "place_in_line",
    "presence",
    "roster",
    "roster_lines",
    "rows_of_feed",
    "seat_if_still_so",
    "seating",
    "secret_of",
    "seen",
    "session",
    "sessions",
    "shown_code",
    "staff_month",
    "standing_mark",
    "stands",
    "to_remind",
    "to_tell_hosts",
    "to_write_afterwards",
    "was_invited",
    "wish_of",
    "with_clashes",
    "words_of_the_last",
]
