"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from courses.lessons.rules import Reason

WORDS = {
    Reason.NOT_YOURS: _("This is somebody else's training."),
    Reason.NO_SUCH_LESSON: _("This lesson isn't part of your training any more. Your training page shows what is."),
    Reason.HAS_CHECK: _("This lesson is complete when you have answered its questions well enough."),
    Reason.NO_CHECK: _("This lesson has no questions to answer."),
    Reason.UNANSWERED: _("Please answer every question."),
    Reason.UNKNOWN_ANSWER: _("The questions have changed since you opened them. Please look at them once more."),
    Reason.NO_SUCH_PROMPT: _("This question isn't part of the lesson any more. Copy your words and open it anew."),
    Reason.TOO_LONG: _("This is longer than we can keep. Please keep to ten thousand letters."),
}
