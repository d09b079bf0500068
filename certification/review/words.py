"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certification.review.rules import Left, Reason, Tie, Turn, Whose, Why

WORDS = {
    Reason.NOT_ELIGIBLE: _("Something is still missing. Your training page shows what, and whose turn it is."),
    Reason.ALREADY_OPEN: _("Your application is with the core group already."),
    Reason.ALREADY_CERTIFIED: _("You are certified for this already."),
    Reason.NOT_BEFORE: _("Please wait until the day that you were told; from then on you can apply again."),
    Reason.NAME_MISSING: _("Please write your name as it shall be printed."),
    Reason.MOTIVATION_MISSING: _("Please write a few words on why you want to facilitate."),
    Reason.ANSWER_MISSING: _("Please write a few words about each next step, so that nobody has to guess."),
    Reason.NOT_OPEN: _("This application is closed."),
    Reason.NOT_THE_CANDIDATE: _("Only the candidate can do this."),
    Reason.NO_APPEAL: _("A second look can be asked for after an application was declined."),
    Reason.APPEALED_ALREADY: _("Others have taken a second look already."),
    Reason.APPEAL_TOO_LATE: _("The time in which a second look can be asked for is over. You can apply anew."),
    Reason.WORDS_MISSING: _("Please write a few words on why."),
    Reason.NOT_IN_REVIEW: _("This application isn't in review any more."),
    Reason.NOT_CORE_GROUP: _("Only members of the core group decide on applications."),
    Reason.ROLE_TOO_NEW: _(
        "You joined the core group after this application was sent. Those who were there then decide about it."
    ),
    Reason.ONESELF: _("This is your own application. Others decide about it."),
    Reason.DECLARED: _("A personal tie to the candidate is declared. Others decide about this application."),
    Reason.RECUSED: _("You have stepped aside. Others decide about this application."),
    Reason.DECIDED_BEFORE: _("You decided about this application before. A second look is for people who didn't."),
    Reason.CO_LEAD: _("You and the candidate have led a dialogue together."),
    Reason.MENTOR: _("You and the candidate are mentor and mentee."),
    Reason.MANAGER: _("The candidate reports to you."),
    Reason.REPORT: _("You report to the candidate."),
    Reason.ONLY_OBSERVER: _("You are the only one who observed this candidate. Others decide, so that two views meet."),
    Reason.UNIT: _("You work in the same unit as the candidate."),
    Reason.ALREADY_DECIDED: _("You have decided in this review already."),
    Reason.NOT_DECIDED: _("Please decide first."),
    Reason.SEATS_TAKEN: _("Everybody who was asked has decided already. Thank you for looking."),
    Reason.REASON_MISSING: _("Please say what you base it on."),
    Reason.ASK_MISSING: _("Please name at least one next step. The candidate reads it."),
    Reason.ASK_HALF: _("Each next step says what to do, what would meet it, and until when."),
    Reason.ASK_DATE_PAST: _("Please choose a day that is still to come."),
    Reason.TOO_MANY_ASKS: _("At most three next steps: what would make the most difference?"),
    Reason.ASK_UNANSWERED: _("Please say of each earlier next step whether it is met."),
    Reason.ASK_STILL_OPEN: _(
        "You say that a next step is still open. Approve once it is met or no longer needed; else choose “Not yet”."
    ),
    Reason.LETTER_MISSING: _("Please write a few kind words to the candidate. They read them."),
    Reason.WAY_FORWARD_MISSING: _("Please name a way forward. The candidate reads it."),
    Reason.NO_NOT_YET_HERE: _("A second look has two answers: open it again, or the decision stands."),
    Reason.EVIDENCE_MOVED: _("The candidate's history has changed since you opened this page. Please look once more."),
    Reason.NOT_SETTLED: _("Others are still reading."),
    Reason.NOTHING_TO_CONSENT: _("Nothing keeps this person from deciding."),
    Reason.ALWAYS_EXCLUDES: _("What ties them to the candidate can't be set aside."),
    Reason.ALREADY_ASKED: _("This was asked already."),
    Reason.SECOND_PERSON: _("This needs a second person: somebody other than who asked and whom it is about."),
    Reason.ALREADY_THERE: _("This is so already."),
    Reason.TIED_YOURSELF: _("This person is close to the candidate, too."),
    Reason.UNTIL_MISSING: _("Please choose until when; the day has to be still to come."),
    Reason.PERSON_GONE: _("This person has no account any more."),
    Reason.DATES_MISSING: _("Please choose the first and the last day."),
}

# What a member of the core group is to a candidate, as others read it.
TIES = {
    Tie.ONESELF: _("the candidate"),
    Tie.DECLARED: _("has declared a personal tie"),
    Tie.RECUSED: _("has stepped aside"),
    Tie.DECIDED_BEFORE: _("decided before"),
    Tie.CO_LEAD: _("has led a dialogue with them"),
    Tie.MENTOR: _("mentor or mentee"),
    Tie.MANAGER: _("their manager"),
    Tie.REPORT: _("reports to them"),
    Tie.ONLY_OBSERVER: _("the only one who observed them"),
    Tie.UNIT: _("works in the same unit"),
}
WHY = {
    Why.DELEGATE: _("takes over from somebody who is away"),
    Why.GUEST: _("guest"),
    Why.FEWEST_OPEN: _("has the fewest open applications"),
    Why.LONGEST_AGO: _("was asked longest ago"),
    Why.LEAST_ASKED: _("was asked least in the last 90 days"),
    Why.NOBODY_ELSE: _("nobody else can"),
    Why.IN_TURN: _("in turn"),
    Why.TOOK_IT: _("took it"),
}
TURNS = {
    Turn.CORE_GROUP: _("needs more people who can decide"),
    Turn.REVIEWERS: _("with its reviewers"),
    Turn.CANDIDATE: _("with the candidate"),
    Turn.NOBODY: _("done"),
}
# Whose turn it is, as one reader of the queue is told.
WHOSE = {
    Whose.YOURS: _("your turn"),
    Whose.YOURS_TO_CLOSE: _("your turn: talk, and tell the candidate"),
    Whose.REVIEWERS: TURNS[Turn.REVIEWERS],
    Whose.CORE_GROUP: TURNS[Turn.CORE_GROUP],
    Whose.CANDIDATE: TURNS[Turn.CANDIDATE],
    Whose.NOBODY: TURNS[Turn.NOBODY],
}


def left_words(left: Left) -> str:
    """How far a target is, as one reads it beside an application."""
    if left.late:
        return ngettext("%(count)d day late", "%(count)d days late", left.over) % {"count": left.over}
    if not left.days:
        return str(_("until today"))
    return ngettext("%(count)d day left", "%(count)d days left", left.days) % {"count": left.days}
