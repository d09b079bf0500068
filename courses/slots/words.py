"""The words for this part's codes, and for what a sign-up came to."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from courses.slots.rules import Reason

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
    Reason.SEATS_TAKEN: _("More people are confirmed than that. Move or cancel some of them first."),
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
    Reason.NO_PLACE: _("You have no place in this session any more, so there is nothing to tell your host."),
    Reason.LINE_STILL_MOVES: _("A seat is free: whoever is first in line is confirmed with the next change."),
}


def see_you(starts_at: datetime) -> str:
    """What somebody reads who has just been given a seat, in their own zone."""
    local = timezone.localtime(starts_at)
    near = local.date() - timezone.localdate() <= _THIS_WEEK
    day = date_format(local, "l" if near else pgettext("day, as in Tuesday 20 October", "l j F"))
    time = date_format(local, "TIME_FORMAT")
    return gettext("You're in. See you %(day)s at %(time)s") % {"day": day, "time": time.rstrip(".")} + "."


def in_line(place: int) -> str:
    """Somebody's place in the line, in words as long as it is near."""
    return str(_ORDINALS.get(place) or gettext("You're number %(place)d in line") % {"place": place})


def you_wait(place: int) -> str:
    """What somebody reads who waits for a seat."""
    return gettext("All seats are taken. %(place)s; we'll confirm you the moment a seat is free.") % {
        "place": in_line(place)
    }


def people_of(institution: object) -> str:
    """Whom a session of one institution is for."""
    return gettext("people of %(institution)s") % {"institution": institution}
