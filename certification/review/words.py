"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certification.review.rules import Left, Manner, Reason, Tie, Turn, Whose, Why
from courses.practice.rules.agreement import Word

WORDS = {
    Reason.NOT_ELIGIBLE: _("Something is still missing. Your training page shows what, and whose turn it is."),
    Reason.ALREADY_OPEN: _("Your application is with the core group already."),
    Reason.ALREADY_CERTIFIED: _("You are certified for this already."),
    Reason.NOT_BEFORE: _("Please wait until the day that you were told; from then on you can apply again."),
    Reason.NAME_MISSING: _("Please write your name as it shall be printed."),
    Reason.NAME_TOO_LONG: _("A name has room for 200 characters. Please shorten it as you would on a sign."),
    Reason.NAME_HIDDEN: _("There is something in the name that nobody can see. Please type it once more by hand."),
    Reason.NAME_PICTURE: _("Paper can't show pictures and symbols well. Please write the name in letters alone."),
    Reason.NAME_WITHOUT_LETTERS: _("There is no letter in the name yet. Please write it in any script you like."),
    Reason.NAME_PILED: _("There are more marks on one letter than can be printed. Please use fewer."),
    Reason.MOTIVATION_MISSING: _("Please write a few words on why you want to facilitate."),
    Reason.ANSWER_MISSING: _("Please write a few words about each next step, so that nobody has to guess."),
    Reason.NOT_OPEN: _("This application is closed."),
    Reason.NOT_THE_CANDIDATE: _("Only the candidate can do this."),
    Reason.NO_APPEAL: _("A second look can be asked for after an application was declined."),
    Reason.APPEALED_ALREADY: _("Others have taken a second look already."),
    Reason.APPEAL_TOO_LATE: _("The time in which a second look can be asked for is over. You can apply anew."),
    Reason.NOTHING_CLOSED: _("You can say this once a review of your application is over."),
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
    Reason.SEATS_TAKEN: _("Only those who were asked decide this one. Thank you for looking."),
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
    Reason.ANSWERED_ALREADY: _("This question is answered already."),
    Reason.NOTHING_TO_CONSENT: _("Nothing keeps this person from deciding."),
    Reason.ALWAYS_EXCLUDES: _("What ties them to the candidate can't be set aside."),
    Reason.ALREADY_ASKED: _("This was asked already."),
    Reason.SECOND_PERSON: _("This needs a second person: somebody other than who asked and whom it is about."),
    Reason.ALREADY_THERE: _("This is so already."),
    Reason.TIED_YOURSELF: _("This person is close to the candidate, too."),
    Reason.UNTIL_MISSING: _("Please choose until when; the day has to be still to come."),
    Reason.PERSON_GONE: _("This person has no account any more."),
    Reason.DATES_MISSING: _("Please choose the first and the last day."),
    Reason.DATES_PAST: _("These days are over already."),
    Reason.DELEGATE_IS_ONESELF: _("Please choose somebody else to take over, or nobody."),
    Reason.DELEGATE_CANT: _("Please choose somebody of the core group, or nobody."),
    Reason.THEY_WAIT: _("They wait for a decision now. You can take this back once it is made."),
    Reason.PUT_FORWARD: _("You put them forward. Others decide, who come to it anew."),
    Reason.NOBODY_THERE: _("Nobody here goes by this address or name yet. Ask them to make an account first."),
    Reason.SEVERAL_THERE: _("Several people go by this name. Please write the address that they sign in with."),
    Reason.PUT_ONESELF_FORWARD: _("This is you. Somebody else can put you forward."),
    Reason.TWICE_IN_LIST: _("They stand further up in this list already."),
    Reason.OPEN_THERE: _("The core group reads about them already."),
    Reason.CERTIFIED_THERE: _("They are certified for this already."),
    Reason.PRINTED_NAME_MISSING: _("Please write their name as it shall be printed."),
    Reason.REFERENCE_MISSING: _("Please write what it rests on: what they led, where, and who knows of it."),
    Reason.NO_ROWS: _("Please choose at least one person."),
    Reason.READ_ALONE: _("There is more to say here than yes. Please open their own page."),
    Reason.NOT_CLOSED: _("Only a closed application can become an exercise."),
    Reason.NO_AGREEMENT: _("The candidate hasn't agreed to it, or doesn't any more."),
    Reason.NOT_READ: _("Please say that you have read every word, and that nobody can be recognised."),
    Reason.EXERCISE_OVER: _("This exercise isn't offered any more."),
    Reason.KNOWS_THE_ANSWER: _("You know how this was decided. Others practise on it."),
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
    Tie.PUT_FORWARD: _("put them forward"),
}
# Why else somebody doesn't decide, as others read it.
BARS = {
    Reason.ROLE_TOO_NEW: _("joined the core group after this was sent"),
    Reason.NOT_CORE_GROUP: _("isn't of the core group any more"),
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
    Why.BESIDE: _("somebody who was asked before has not answered"),
}
# What somebody is told of how they decide beside the others; nobody else ever is.
MANNERS = {
    Manner.HARSHER: _(
        "You tend to ask for more than the others do on the same evidence. That is neither wrong nor a mark against "
        "you: somebody has to see what others pass over. When you next decide, you might ask what the others could be "
        "seeing."
    ),
    Manner.MILDER: _(
        "You tend to ask for less than the others do on the same evidence. That is neither wrong nor a mark against "
        "you: somebody has to see what others pass over. When you next decide, you might ask what could still be "
        "missing."
    ),
    Manner.ALIKE: _("You decide neither harsher nor milder than the others; what differs is within chance."),
    Manner.TOO_FEW: _(
        "There is too little yet to say anything fair: it takes eight exercises that two others have decided, too."
    ),
}
# How far reviewers agree on exercises, corrected for chance.
AGREEMENT = {
    Word.SOLID: _("On the exercises that you share, you all agree well, also when chance is taken into account."),
    Word.SOME: _("On the exercises that you share, you agree in part; talking over where you differ would help."),
    Word.LITTLE: _("On the exercises that you share, you agree little; it is worth an hour together."),
    Word.OPEN: _("How far you all agree on the exercises that you share can't be told yet."),
    Word.TOO_FEW: _("How far you all agree is told from ten exercises on that you share with others."),
    Word.ALL_ALIKE: _("On the exercises that you share, everybody decided alike; that tells little of skill."),
}
TURNS = {
    Turn.CORE_GROUP: _("needs more people who can decide"),
    Turn.REVIEWERS: _("with its reviewers"),
    Turn.CANDIDATE: _("with the candidate"),
    Turn.NOBODY: _("done"),
}

# What is different from what was frozen before: a requirement, or words that the history doesn't speak of.
CHANGED = {
    "asked": _("Now asked: %(name)s"),
    "not_asked": _("Not asked any more: %(name)s"),
    "met": _("%(name)s: %(before)s before, now %(after)s, and met"),
    "unmet": _("%(name)s: %(before)s before, now %(after)s, and not met"),
    "observations": _("What an observer wrote is worded otherwise · %(topic)s"),
    "attendance": _("Who was in a session was marked anew"),
    "reflections": _("A shared reflection is worded otherwise · %(topic)s"),
}
GONE_AGAIN = _("Taken back: %(what)s")
NOTED_AGAIN = _("Something was noted again, and came to the same.")
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
