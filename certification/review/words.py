"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from certification.review.rules import Reason

WORDS = {
    Reason.NOT_ELIGIBLE: _("Something is still missing. Your training page shows what, and whose turn it is."),
    Reason.ALREADY_OPEN: _("Your application is with the core group already."),
    Reason.ALREADY_CERTIFIED: _("You are certified for this already."),
    Reason.NAME_MISSING: _("Please write your name as it shall be printed."),
    Reason.MOTIVATION_MISSING: _("Please write a few words on why you want to facilitate."),
    Reason.NOT_IN_REVIEW: _("This application isn't in review any more."),
    Reason.NOT_OPEN: _("This application is closed."),
    Reason.NOT_THE_CANDIDATE: _("Only the candidate can do this."),
    Reason.NOT_CORE_GROUP: _("Only members of the core group decide on applications."),
    Reason.ONESELF: _("This is your own application. Others decide about it."),
    Reason.RELATED: _(
        "You are close to the candidate as mentor, manager, report or by a declared conflict of interest."
    ),
    Reason.ONLY_OBSERVER: _("You are the only one who observed this candidate. Others decide, so that two views meet."),
    Reason.ALREADY_DECIDED: _("You have decided in this review already."),
    Reason.REASON_MISSING: _("Please say what you base your decision on."),
    Reason.ASK_MISSING: _("Please say what would make the difference. The candidate reads it."),
}
