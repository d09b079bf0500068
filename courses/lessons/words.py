"""The words for this part's codes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from courses.lessons.rules.reasons import Reason

WORDS: Mapping[Reason, Any] = {
    Reason.NOT_YOURS: _("This is somebody else's training."),
    Reason.NO_SUCH_LESSON: _("This lesson isn't part of your training any more. Your training page shows what is."),
    Reason.HAS_CHECK: _("This lesson is complete when you have answered its questions well enough."),
    Reason.NO_CHECK: _("This lesson has no questions to answer."),
    Reason.UNANSWERED: _("Please answer every question."),
    Reason.UNKNOWN_ANSWER: _(
        "The questions have changed since you opened them. Here they are anew; what still fits is kept."
    ),
    Reason.SAME_PLACE: _("Two things have the same place. Please give each a place of its own."),
    Reason.PLACES_MISSING: _("Please give each thing its place."),
    Reason.PARTNERS_MISSING: _("Please choose a partner for each."),
    Reason.OTHER_TRY: _(
        "You have answered in another window in the meantime. Here are the questions of your next try; "
        "what still fits is kept."
    ),
    Reason.NO_TRIES_LEFT: _(
        "You have used all your tries. Nothing else is lost, and the core group can give you one more."
    ),
    Reason.TRIES_LEFT: _("There are tries left, so one more isn't needed."),
    Reason.NO_SUCH_PROMPT: _("This question isn't part of the lesson any more. Copy your words and open it anew."),
    Reason.NOTHING_TO_SHARE: _("There is nothing to share yet. Write something first, and keep it."),
    Reason.TOO_LONG: _("This is longer than we can keep. Please keep to ten thousand letters."),
    Reason.CHANGED_ELSEWHERE: _(
        "You have changed these notes in another window. Your words are still here; save once more to keep these."
    ),
    Reason.TOO_SOON: _("This lesson asks for a little more time."),
    Reason.NOT_TIMED: _("No time is counted in this lesson."),
    Reason.NOT_YOUR_SESSION: _("We don't know this reading. Please open the lesson anew."),
    Reason.ENDED_ELSEWHERE: _(
        "You have gone on reading in another window or on another device, so time counts there. "
        "What was counted here stays."
    ),
    Reason.OWN_TRAINING: _("This is your own training. Please ask somebody else of the team."),
    Reason.NO_REASON_GIVEN: _("Please say why."),
    Reason.ALREADY_GRANTED: _("This was granted before, and still stands."),
    Reason.NOT_GRANTED: _("This isn't granted, so there is nothing to take back."),
}

# The same at the question that it is about.
AT_THE_QUESTION: Mapping[Reason, Any] = {
    **WORDS,
    Reason.UNANSWERED: _("This question waits for your answer."),
    Reason.UNKNOWN_ANSWER: _("This question has changed. Please look at it once more."),
}


def with_minutes(missing: int) -> Mapping[Reason, Any]:
    """The words, with how many minutes are still to be read."""
    told = ngettext_lazy(
        "This lesson asks for a little more time: %(count)d minute is missing. What was counted stays.",
        "This lesson asks for a little more time: %(count)d minutes are missing. What was counted stays.",
        "count",
    )
    return {**WORDS, Reason.TOO_SOON: told % {"count": missing}}


def time_counted(minutes: int, minimum: int) -> str:
    """How far the time is that a lesson asks for."""
    told = ngettext("%(minutes)d of %(count)d minute counted.", "%(minutes)d of %(count)d minutes counted.", minimum)
    return told % {"minutes": minutes, "count": minimum}
