"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from courses.practice.rules import Reason

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
    Reason.EVIDENCE_MISSING: _("Where you chose the lowest level, please say what you saw or heard."),
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
    Reason.CHANGED_ELSEWHERE: _("This was changed on another device or in another tab. Look at both before you save."),
    Reason.ALREADY_OVER: _("This dialogue has begun or is over."),
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
