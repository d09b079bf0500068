"""The words for what a release changes, and for why it can't be made."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certification.review.models import Round
from certification.review.queries.forecast import Quorum
from cms.rules.releases import Change, Reason, What
from courses.progress.queries import Summary
from courses.progress.requirements import requirement_from
from courses.progress.words import WORDS as PROGRESS_WORDS
from courses.progress.words import sentence

WORDS: Mapping[Any, Any] = {
    **PROGRESS_WORDS,
    Reason.NOT_PUBLISHED: _("Publish the pathway's page, and the pages above it, before you release it."),
    Reason.FILE_GONE: _(
        "A lesson shows an image or file that was deleted. The lessons' list says in which to choose another."
    ),
    Reason.TIME_IS_OVER: _("This time is over. Please choose one that is still to come."),
    Reason.PLANNED_ALREADY: _(
        "A release of this training is planned already. Withdraw it before you plan another one."
    ),
    Reason.NOT_WAITING: _("This release isn't waiting any more: it was made, stopped or withdrawn meanwhile."),
    Reason.PAGE_GONE: _("The pathway's page isn't there any more."),
    Reason.RELEASED_SINCE: _("Another version was released since this one was planned."),
    Reason.PAGES_CHANGED: _("Pages were published or taken away since this release was planned."),
    Reason.PEOPLE_CHANGED: _(
        "What it means for people is different by now: somebody would gain or lose something else."
    ),
    Reason.MAY_NO_LONGER: _("Whoever planned this release may no longer release trainings."),
}

CHANGES: Mapping[What, Any] = {
    What.FIRST: _("This is the first release. From then on people can begin this training."),
    What.TITLE: _("The pathway is now called “%(title)s”, or its address changed."),
    What.MODULE_ADDED: _("New module: %(title)s"),
    What.MODULE_REMOVED: _("Module taken away: %(title)s"),
    What.MODULE_WORDS: _("New words about the module: %(title)s"),
    What.LESSON_ADDED: _("New lesson: %(title)s"),
    What.LESSON_REMOVED: _("Lesson taken away: %(title)s"),
    What.LESSON_WORDS: _("New words in the lesson: %(title)s"),
    What.LESSON_MINUTES: _("%(title)s: %(after)s minutes instead of %(before)s"),
    What.LESSON_MINIMUM: _("%(title)s: %(after)s minutes have to be read instead of %(before)s"),
    What.LESSON_NOW_REQUIRED: _("Now required: %(title)s"),
    What.LESSON_NOW_OPTIONAL: _("No longer required: %(title)s"),
    What.LESSON_CHECK: _("The knowledge check changed: %(title)s"),
    What.ORDER: _("The order changed."),
    What.REQUIREMENT_ADDED: _("New requirement: %(after)s"),
    What.REQUIREMENT_REMOVED: _("Requirement taken away: %(before)s"),
    What.REQUIREMENT_CHANGED: _("Requirement changed: %(after)s (until now: %(before)s)"),
    What.RUBRIC: _("The observers' rubric changed."),
    What.APPROVALS: _("Approvals needed: %(after)s instead of %(before)s"),
    What.DECISION_RULE: _("Decided by: %(after)s. Until now: %(before)s."),
    What.PANEL: _("People who read one application: %(after)s instead of %(before)s"),
    What.UNIT_NOW_EXCLUDES: _("Who works in the candidate's unit doesn't decide about them any more."),
    What.UNIT_NOW_SHOWN: _("Who works in the candidate's unit may decide about them; the desk shows it."),
    What.TARGET_DAYS: _("Decided within %(after)s days instead of %(before)s"),
    What.APPEAL_DAYS: _("A second look can be asked for within %(after)s days instead of %(before)s"),
    What.CERTIFICATE_MONTHS: _("Months that a certificate holds (0: for good): %(after)s instead of %(before)s"),
    What.RENEWAL_CHATS: _("Chats led to renew a certificate: %(after)s instead of %(before)s"),
    What.WEEKS: _("It usually takes %(after)s weeks."),
}


DECISION_RULES = dict(Round.Rule.choices)


def told(change: Change) -> str:
    """One change as staff read it."""
    words = str(CHANGES[change.what])
    return words % {"title": change.title, "before": _spelled(change.before), "after": _spelled(change.after)}


def _spelled(value: Any) -> str:
    if isinstance(value, Mapping):
        return sentence(requirement_from(value))
    return str(DECISION_RULES.get(value, value))


def quorum_words(found: Quorum) -> str:
    """What a pathway's rule needs, and what there is, in one line."""
    sentences = [
        ngettext(
            "One candidate needs %(count)d independent person.",
            "One candidate needs %(count)d independent people.",
            found.needed,
        )
        % {"count": found.needed},
        ngettext("The core group has %(count)d member.", "The core group has %(count)d members.", found.members)
        % {"count": found.members},
    ]
    if found.short:
        words = ngettext(
            "For %(count)d person on the way too few are independent.",
            "For %(count)d people on the way too few are independent.",
            found.short,
        )
        sentences.append(words % {"count": found.short})
    return " ".join(sentences)


def counted(summary: Summary) -> list[str]:
    """What a rule would do, in numbers of people; what it would do to nobody isn't told."""
    always = (
        (
            summary.moving,
            ngettext("%(count)d person moves", "%(count)d people move", summary.moving),
            _("Nobody moves"),
        ),
        (
            summary.staying,
            ngettext("%(count)d person stays", "%(count)d people stay", summary.staying),
            _("Nobody stays"),
        ),
    )
    sometimes = (
        (summary.losing, _("%(count)d would have more to do")),
        (summary.gaining, _("%(count)d would have less to do")),
        (summary.no_longer_ready, _("%(count)d would no longer be ready to apply")),
        (summary.now_ready, _("%(count)d would become ready to apply")),
    )
    rows = (*((count, words if count else nobody) for count, words, nobody in always), *(r for r in sometimes if r[0]))
    return [str(words) % {"count": count} for count, words in rows]


def told_stop(code: str) -> Any:
    """Why a planned release was stopped; translated when it is read."""
    return next((words for reason, words in WORDS.items() if reason == code), code)
