"""The words for this part's codes."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.practice.rules import Amount, Bar, Fit, Reason
from courses.practice.rules.wording import Kind

WORDS = {
    Reason.CHATS_FIRST: _(
        "Take part in chats first: your training page shows how many. Having been in the circle helps you hold it."
    ),
    Reason.STARTS_IN_THE_PAST: _("This time has passed. Please choose one that lies ahead."),
    Reason.SESSION_NOT_OPEN: _("This session can't be chosen any more. Please take another, or a time of your own."),
    Reason.TOO_LONG: _("The five stages take longer than the time that there is. Please shorten one."),
    Reason.NOT_IN_THE_TALK: _("Only the leads, their mentor and the core group talk about a plan."),
    Reason.NOT_PROPOSED: _("This dialogue isn't waiting to be cleared any more."),
    Reason.OWN_DIALOGUE: _("This is your own dialogue. Somebody else has to do this."),
    Reason.CONFLICT: _("They are close to the lead as mentor, manager, report or by a declared conflict of interest."),
    Reason.NO_OBSERVER: _("Choose at least one observer first."),
    Reason.ALREADY_OBSERVER: _("They already have a part in this dialogue."),
    Reason.NOT_THE_LEAD: _("Only the lead can do this."),
    Reason.NOT_CLEARED: _("This dialogue isn't ready to lead yet. The core group looks at each plan first."),
    Reason.TOO_EARLY: _("The room opens fifteen minutes before the start."),
    Reason.STAGE_PASSED: _("You have been through this stage already."),
    Reason.STAGE_SKIPPED: _("The five stages come in their order."),
    Reason.NOT_FINISHED: _("Go through all five stages before you close the dialogue."),
    Reason.NOT_ASSIGNED: _("You don't observe this dialogue."),
    Reason.NOT_HELD: _("This can be written once the dialogue has taken place."),
    Reason.ALREADY_HANDED_IN: _("You have handed in your observation. It stays as it is."),
    Reason.SCORES_MISSING: _("Choose a level for each competency, or “not observed”."),
    Reason.WORDS_MISSING: _("Please add a few words. They help more than numbers."),
    Reason.EVIDENCE_MISSING: _("Where you chose a low level, please say what you saw or heard."),
    Reason.ALREADY_SHARED: _("You have shared this reflection. It stays as it is."),
    Reason.DAY_PASSED: _("This day has passed. Please choose one that lies ahead."),
    Reason.DAY_TOO_FAR: _("This day is too far ahead to count for your training. Please choose an earlier one."),
    Reason.ALREADY_PROMISED: _("You have promised this day already."),
    Reason.NOT_YOURS: _("Only the person who made a promise can take it back."),
    Reason.ALREADY_TAKEN_BACK: _("This promise was already taken back."),
    Reason.NOT_ASKED: _("You aren't asked any more. Thank you for being ready to help."),
    Reason.CO_LEAD_ASKED: _("Somebody is asked to co-lead already. Wait for their answer, or withdraw the question."),
    Reason.NO_EXPERIENCED_LEAD: _("Their training asks for an experienced co-lead first. Please ask somebody."),
    Reason.TOO_MANY_PEOPLE: _("Please count again: between nobody and 200 people."),
    Reason.NOT_HANDED_IN: _("Hand in your observation first. Until then you can change everything."),
    Reason.NOTHING_DIFFERS: _("Nothing is different yet. Change what you want to say differently first."),
    Reason.BECAUSE_MISSING: _("Please say in a sentence why you change it. The lead reads it too."),
    Reason.NOTES_CLOSED: _("You have handed in your observation, and your notes went with it."),
    Reason.NOTE_EMPTY: _("Write a few words first."),
    Reason.NOT_YOUR_NOTE: _("Only the person who wrote a note can change it."),
    Reason.CHANGED_ELSEWHERE: _("This was changed on another device or in another tab. Look at both before you save."),
    Reason.PRESSED_LONG_AGO: _(
        "A press from more than ten minutes ago arrived only now. Nothing was changed by it: look at what runs."
    ),
    Reason.NOTHING_TO_TAKE_BACK: _("A stage can be taken back within a minute of its start, while it runs."),
    Reason.ALL_BEGUN: _("All five stages have begun. Close the dialogue instead."),
    Reason.NOT_LEFT_OPEN: _("This room isn't left open: its leads can close it themselves."),
    Reason.TOO_FEW_PEOPLE: _("Groups need at least two people, and 200 at most."),
    Reason.GROUPS_UNCLEAR: _("Choose between 2 and 20 people in a group, or between 1 and 50 groups."),
    Reason.NO_GROUPS_YET: _("Make groups first."),
    Reason.READER_WITHOUT_PART: _("Please choose from the people on this page."),
    Reason.NO_READER: _("Choose at least one reader."),
    Reason.NO_PART: _("You have no part in this."),
    Reason.DEBRIEF_WAITS: _("The debrief isn't open yet. The page says what it still waits for."),
    Reason.NO_AIM: _("There is no aim to agree on yet. You can word one."),
    Reason.OTHER_SIDE_AGREES: _("An aim is agreed on by both: the lead, and somebody of the core group."),
    Reason.CARE_LATE: _(
        "The three days for this are over. Write to somebody of the core group whenever you like; they are there."
    ),
    Reason.OWN_WISH: _("This is your own wish. Somebody else talks it over with you."),
    Reason.TOO_CLOSE: _("They stand too close to this. Please choose somebody else."),
    Reason.OWNER_UNKNOWN: _("Please choose somebody of the core group or a program admin."),
    Reason.DUE_TOO_FAR: _("Please choose a day within the next 30 days."),
    Reason.NOT_THE_OWNER: _("Only the person who looks after this can do it."),
    Reason.CONCERN_CLOSED: _("This concern is closed."),
    Reason.CONCERN_OPEN_ALREADY: _("This was said openly already."),
    Reason.NOBODY_THERE: _("The person has left, so nobody could answer."),
    Reason.ALREADY_OVER: _("This dialogue has begun or is over."),
    Reason.ALREADY_PUBLISHED: _("This exercise is published already."),
    Reason.NOT_PUBLISHED: _("This exercise isn't published."),
    Reason.TOO_FEW_AGREED: _("Agree on a level for at least four competencies, so that there is enough to compare."),
    Reason.REASONS_MISSING: _("Say why for each agreed level. It is what people learn from."),
    Reason.PASSED_BY_ONE_LEVEL: _(
        "Giving everything the same level would be enough to qualify. Let the agreed levels differ more, or ask for"
        " more agreement."
    ),
    Reason.EXERCISE_WITHDRAWN: _("This exercise isn't offered any more."),
    Reason.TAKEN_ALREADY: _(
        "Somebody has taken this exercise, so its agreed levels, its rubric and its bound stay. Its words may change."
    ),
    Reason.TAKEN_LATELY: _("You took this exercise within the last two months. Please take another one, or come back."),
    Reason.OWN_EXERCISE: _("You wrote this exercise. Please take another one."),
    Reason.BUSY_THEN: _("You already have something at that time: another dialogue or a session. Nothing is changed."),
    Reason.NOT_POSSIBLE: _("Somebody of these can't be asked any more. Please look at the list again."),
    Reason.SOMEBODY_ELSE_ASKED: _("Somebody else was asked meanwhile. Thank you for thinking it over again."),
    Reason.NO_CO_LEAD_YET: _(
        "Your training asks for somebody experienced beside you, and nobody has said yes yet. The core group knows."
    ),
    Reason.ALREADY_FOUNDING: _("They are on the founding list as this already."),
    Reason.NOT_FOUNDING: _("They aren't on the founding list any more."),
    Reason.NOT_THERE: _("This person can't sign in. Please choose somebody else."),
    Reason.FEEDBACK_NOT_YET: _("The chat hasn't begun yet. The page opens with it."),
    Reason.FEEDBACK_FULL: _("As many answers have come as there were people."),
    Reason.FEEDBACK_CLOSED: _("This feedback is closed."),
    Reason.NOT_COUNTED: _("An observer notes first how many people took part."),
    Reason.ALREADY_READ: _("These words have been read already."),
    Reason.WORDS_ADDED: _("Only take words out, and write […] where they stood: what people said stays theirs."),
}

# Why somebody fits, in a few words behind their name.
FITS = {
    Fit.EXPERIENCED: _("has led often"),
    Fit.NEW_EYES: _("hasn't observed this lead yet"),
    Fit.SEEN_BEFORE: _("has been in a dialogue of this lead before"),
    Fit.QUALIFIED: _("qualified to score"),
    Fit.ADVISES_ONLY: _("their scores only advise until they qualify"),
    Fit.SUITS_HOURS: _("the time is among their hours"),
    Fit.BY_DAY: _("by day where they are"),
    Fit.EARLY_OR_LATE: _("early or late where they are"),
    Fit.FREE_MONTH: _("helps nowhere else this month"),
    Fit.HELPS_ALREADY: _("helps elsewhere this month"),
}
# Why somebody can't be asked; of own wishes nothing is said.
BARS = {
    Bar.ALREADY: _("has a part already"),
    Bar.TIED: _("close to the lead: mentor, manager, report, or a declared conflict"),
    Bar.SAID_NO: _("said no this time"),
    Bar.NOT_EXPERIENCED: _("hasn't led often enough yet"),
    Bar.NO_OBSERVER_YET: _("doesn't observe yet"),
    Bar.LANGUAGE: _("speaks other languages"),
    Bar.BUSY: _("in something else at that time"),
}

# How many said so; the exact number would tell too much where few answered.
AMOUNTS = {
    Amount.NEARLY_ALL: _("nearly everybody"),
    Amount.MOST: _("most"),
    Amount.HALF: _("about half"),
    Amount.SOME: _("some"),
    Amount.FEW: _("hardly anybody"),
}

# The program's three measures, as they are told afterwards.
MEASURES = {
    "interest": _("It stimulated their interest in the topic"),
    "action": _("It will help them take sound action"),
    "recommend": _("They would recommend it"),
}


def time_left(minutes: int) -> str:
    """How a stage stands to its planned time; below nothing: minutes over."""
    if minutes > 0:
        return ngettext("%(count)d minute left", "%(count)d minutes left", minutes) % {"count": minutes}
    if minutes == 0:
        return gettext("The planned time is over; close when it fits")
    words = ngettext(
        "%(count)d minute over; close when it fits", "%(count)d minutes over; close when it fits", -minutes
    )
    return words % {"count": -minutes}


NUDGES = {
    Kind.BLAME: _(
        "That says who somebody is. What did they do or say that you saw? For example: “You answered before the "
        "question was finished.”"
    ),
    Kind.PRAISE: _(
        "Kind words, and they can't be practised. What did they do that worked? For example: “You waited, and three "
        "people spoke who hadn't yet.”"
    ),
    Kind.MANNER: _(
        "That is how somebody seemed. What could everybody see or hear? For example: “You read the definition from the "
        "slide and didn't look up.”"
    ),
}

# What a dialogue still lacks, by the codes of the list.
LACKS = {
    "clearing": _("not cleared"),
    "observer": _("no observer"),
    "co_lead": _("no co-lead"),
    "answer": _("an answer"),
    "observation": _("an observation"),
    "reflection": _("the reflection"),
}
