"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from courses.slots.rules import Reason

WORDS = {
    Reason.NOT_PUBLISHED: _("This session isn't open for sign-up."),
    Reason.NOT_OPEN_YET: _("Sign-up for this session hasn't opened yet."),
    Reason.CLOSED: _("Sign-up for this session has closed. Please look at the other sessions."),
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
}
