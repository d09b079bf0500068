"""The words for this part's codes, and for what a sign-up came to."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from courses.slots.rules import Reason
from lms.web.times import told_clock

# Who noted an attendance, as a file tells it.
SOURCES = {
    "staff": _("staff"),
    "excused": _("excused"),
    "check-in": _("check-in"),
    "report": _("meeting report"),
    "closing": _("closing: no word about them"),
}

# How a published session stands for its hosts once it has begun.
RUNNING, NOT_CLOSED = _("running now"), _("over, not closed yet")

_THIS_WEEK = timedelta(days=6)
_ORDINALS = {
    1: _("You're first in line"),
    2: _("You're second in line"),
    3: _("You're third in line"),
    4: _("You're fourth in line"),
    5: _("You're fifth in line"),
}

WORDS = {
    Reason.NOT_PUBLISHED: _("This session isn't open for sign-up."),
    Reason.NOT_OPEN_YET: _("Sign-up for this session hasn't opened yet."),
    Reason.CLOSED: _("Sign-up for this session has closed. Please look at the other sessions."),
    Reason.FULL: _("All seats are taken, and none are passed on this close to the start. Please look at the others."),
    Reason.ALREADY_IN: _("You're already on the list for this session."),
    Reason.NOT_IN: _("You're not on the list for this session, so there is nothing to give back."),
    Reason.TOO_LATE_TO_CANCEL: _("It's too late to give your seat back here. Please write to your host."),
    Reason.NOT_STARTED: _("This session hasn't started yet. You can mark who was there once it begins."),
    Reason.NOT_SIGNED_UP: _("This person has no seat in this session."),
    Reason.TOO_MANY_MINUTES: _("That is longer than the session lasts."),
    Reason.OWN_ATTENDANCE: _("Somebody else has to mark your own attendance."),
    Reason.SEATS_TAKEN: _(
        "More people are confirmed than that. Take somebody out on the session's roster first, or leave as many "
        "seats as are taken."
    ),
    Reason.NO_SEATS: _("A session needs at least one seat."),
    Reason.NOT_A_DRAFT: _("Only a draft can be published."),
    Reason.STARTS_IN_THE_PAST: _("This session would start in the past. Please change its date first."),
    Reason.NO_REASON_GIVEN: _("Please say why. Those who signed up will read it."),
    Reason.ALREADY_OVER: _("This session is over already."),
    Reason.ALREADY_BEGUN: _("This session has begun already."),
    Reason.NOT_FOR_YOU: _("This session is meant for others. Please look at the other sessions."),
    Reason.HOLDS_TAKEN: _("The free seats are kept for people who are confirming their address just now."),
    Reason.NOT_WAITING: _("This person doesn't wait for a seat."),
    Reason.NOT_FIRST_IN_LINE: _("Somebody else is first in line."),
    Reason.NO_SEAT_FREE: _("No seat is free."),
    Reason.NOT_ON_THE_LIST: _("This person isn't on the list for this session."),
    Reason.CHECK_IN_NOT_YET: _("Check-in for this session hasn't opened yet."),
    Reason.CHECK_IN_OVER: _("Check-in for this session has closed. If you were there, tell your host: they mark you."),
    Reason.WRONG_CODE: _("The screen shows another code by now. Please type the six digits that stand there."),
    Reason.SIGN_IN_FIRST: _(
        "Many codes were tried here in the last minutes. Please sign in first, then type the code."
    ),
    Reason.TOO_MANY_TRIES: _("You have tried many codes. Please wait ten minutes, or tell your host: they mark you."),
    Reason.GRANT_SPENT: _("This code has let somebody else in already. Please type the one that the screen shows now."),
    Reason.AT_THE_DOOR: _("You're still in line, and your host can see now that you're here. Please tell them too."),
    Reason.WALK_IN: _(
        "You have no seat in this session. Tell your host that you're here: if there's room, they add you."
    ),
    Reason.NOT_CHECKED_IN: _("You haven't checked in, so there is nothing to end."),
    Reason.NOT_HELD: _("Only a published session can be closed."),
    Reason.NOT_BEGUN: _("This session hasn't started yet. You can close it once it begins."),
    Reason.HEADCOUNT_DIFFERS: _(
        "The list says otherwise. Please look at it again, or say what explains the difference."
    ),
    Reason.SESSION_CHANGED: _(
        "Somebody else has changed this session since you opened the form. What you typed is still here: look at the"
        " session first, or press once more to keep yours."
    ),
    Reason.WRITTEN_MEANWHILE: _("Somebody else has written here since. Both stand below; keep what you want to keep."),
    Reason.HOUR_IN_DOUBT: _("Clocks change that night. Please say which time is meant."),
    Reason.NOTHING_TO_CHANGE: _("None of these sessions can be changed any more."),
    Reason.SOME_CANNOT: _("Meanwhile some of these sessions can't be changed any more. Please look again."),
    Reason.ERASED: _("This account has been erased, so it has no place in sessions any more."),
    Reason.NOT_MISSED: _("This person isn't marked as missing, so there is nothing to excuse."),
    Reason.NO_EXCUSE_GIVEN: _("Please say why. A few words are enough; they stay beside the mark."),
    Reason.NO_PLACE: _("You have no place in this session any more, so there is nothing to tell your host."),
    Reason.LINE_STILL_MOVES: _("A seat is free: whoever is first in line is confirmed with the next change."),
    Reason.CORRECTION_NEEDS_REASON: _("This session is closed. Please say why you correct it."),
    Reason.CHANGED_MEANWHILE: _("Somebody else has noted something different meanwhile. Please look at it again."),
    Reason.NOTHING_TO_TAKE_BACK: _("There is nothing of yours to take back here."),
    Reason.TOO_EARLY_TO_WALK_IN: _("People are let in without a seat from half an hour before the start."),
    Reason.WALK_INS_ARE_OVER: _("This session is closed: nobody can be added any more."),
    Reason.NO_ROOM_WITHOUT_REASON: _("No seat is free. If there is room for one more, say why."),
    Reason.LINE_COMES_FIRST: _("Others wait for this seat. Until the start they come first, unless you say why not."),
}

# What hosts read beside the head of a line.
WHY_NOBODY_MOVES = {
    Reason.NOT_PUBLISHED: _("The line doesn't move: the session isn't published."),
    Reason.SEATS_TAKEN: _("All seats are taken."),
    Reason.HOLDS_TAKEN: _("The free seats are kept for people who are confirming their address just now."),
    Reason.CLOSED: _("A seat is free: you can give it to whoever is first."),
    Reason.LINE_STILL_MOVES: _("A seat is free: whoever is first in line is confirmed with the next change."),
}


def see_you(starts_at: datetime) -> str:
    """What somebody reads who has just been given a seat, in their own zone."""
    local = timezone.localtime(starts_at)
    near = local.date() - timezone.localdate() <= _THIS_WEEK
    day = date_format(local, "l" if near else pgettext("day, as in Tuesday 20 October", "l j F"))
    return gettext("You're in. See you %(day)s at %(time)s.") % {"day": day, "time": told_clock(starts_at)}


def in_line(place: int) -> str:
    """Somebody's place in the line, in words as long as it is near."""
    return str(_ORDINALS.get(place) or gettext("You're number %(place)d in line") % {"place": place})


def you_wait(place: int) -> str:
    """What somebody reads who waits for a seat."""
    return gettext("All seats are taken. %(place)s; we'll confirm you the moment a seat is free.") % {
        "place": in_line(place)
    }


def checked_in(came: str) -> str:
    """Where a person's own word comes from, on a roster."""
    return gettext("checked in %(time)s") % {"time": came}


def noted_by(name: str) -> str:
    """Who decided how long somebody was there, on a roster."""
    return gettext("noted by %(name)s") % {"name": name} if name else gettext("noted by somebody who has left")


def excused_by(name: str) -> str:
    return gettext("excused by %(name)s") % {"name": name} if name else gettext("excused by somebody who has left")


def no_word_at_closing() -> str:
    return gettext("no word at closing")


def from_the_report() -> str:
    return gettext("from the report")


def how_long(minutes: int) -> str:
    """What stands on a roster of somebody's presence."""
    if not minutes:
        return gettext("wasn't there")
    return ngettext("there for %(count)d minute", "there for %(count)d minutes", minutes) % {"count": minutes}


def taken_back() -> str:
    """The reason that a history keeps when a tap on the roster is taken back without one."""
    return gettext("Taken back on the roster.")


def headcount_told(*, counted: int, listed: int, because: str) -> str:
    """The line in the hosts' notes about a headcount that differs from the list."""
    words = gettext("Counted %(counted)d, on the list %(listed)d: %(because)s")
    return words % {"counted": counted, "listed": listed, "because": because}


def missed_told(times: int, *, later_until: datetime | None = None) -> str:
    """What somebody reads who missed sessions lately: on their training's page, before a line, and in a mail."""
    told = ngettext(
        "You had a seat in %(times)d session during the last half year and weren't there.",
        "You had a seat in %(times)d sessions during the last half year and weren't there.",
        times,
    ) % {"times": times}
    ask = gettext(
        "It happens to everybody. When plans change, please give your seat back, so that somebody else can come; "
        "and if something kept you, tell your host, who can excuse it."
    )
    return " ".join([told, ask, *([later_told(later_until)] if later_until else [])])


def later_told(until: datetime) -> str:
    """What follows for somebody who joins a line, and until when."""
    day = date_format(timezone.localtime(until), "DATE_FORMAT")
    return gettext("Free seats are yours as ever. In a line, others come before you until %(day)s.") % {"day": day}


def people_of(institution: object) -> str:
    """Whom a session of one institution is for."""
    return gettext("people of %(institution)s") % {"institution": institution}
