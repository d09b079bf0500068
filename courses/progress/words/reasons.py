"""Why something isn't done, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from courses.progress.rules import Reason

WORDS = {
    Reason.NOT_RELEASED: _("This training isn't open yet. Please come back a little later."),
    Reason.ALREADY_ENROLLED: _("You're already on this road."),
    Reason.NOT_YOURS: _("Only the person whose training it is can do this."),
    Reason.WITHDRAWN: _("You have withdrawn from this training. Come back first; then you can pause it."),
    Reason.DAY_PASSED: _("This day has passed. Please choose one that lies ahead."),
    Reason.DAY_TOO_FAR: _("This is more than five years ahead. Please choose an earlier day."),
    Reason.OWN_TRAINING: _("This is your own training. Somebody else has to do this for you."),
    Reason.NO_SUCH_REQUIREMENT: _("This requirement isn't part of the person's training."),
    Reason.NO_REASON_GIVEN: _("Please say why. It stays with the history."),
    Reason.NO_SUCH_EVENT: _("There is no such entry in this history."),
    Reason.ALREADY_UNDONE: _("This entry was already taken back."),
    Reason.NOBODYS_TRAINING: _("The person of this training was erased. Nothing more is noted of it."),
    Reason.ALREADY_WAIVED: _("This requirement is waived already."),
    Reason.NOT_WAIVED: _("This requirement isn't waived."),
    Reason.ALREADY_CREDITED: _("Earlier training counts for this requirement already. End that credit first."),
    Reason.NOT_CREDITED: _("No earlier training counts for this requirement."),
    Reason.IN_THE_FUTURE: _("This day hasn't come yet, not even where days begin first."),
    Reason.TOO_LONG_AGO: _("This is more than ten years ago. Please look at the year once more."),
    Reason.TOO_OLD_TO_COUNT: _(
        "This is more than three years ago. Training that old doesn't count, for what it taught has changed since."
    ),
    Reason.ALREADY_RECORDED: _(
        "The same stands in the history for this day already. Correct that entry, or say that this was another one."
    ),
    Reason.NOTHING_CORRECTED: _("This is what stands there already."),
    Reason.CHANGED_MEANWHILE: _(
        "Somebody corrected this entry or took it back meanwhile. Please look at it once more."
    ),
    Reason.MORE_ANSWERS_THAN_ASKED: _("There can't be more answers than people who were asked."),
    Reason.NO_SUCH_DIALOGUE: _("This isn't a dialogue that the person has led."),
    Reason.EVIDENCE_MISSING: _("Please add the proof: a PDF or a picture of it."),
    Reason.EVIDENCE_TOO_LARGE: _("This file is larger than 10 MB. Please make it smaller, or scan it once more."),
    Reason.EVIDENCE_UNKNOWN: _("This file is neither a PDF nor a picture (JPEG, PNG, WebP, HEIC), whatever its name."),
    Reason.NO_LESSONS: _("Publish at least one module with a lesson before you release."),
    Reason.NO_REQUIREMENTS: _("Add at least one requirement before you release."),
    Reason.NOTHING_ATTESTED: _(
        "Add a requirement that a person sees live, such as attending a session or leading a practice dialogue. "
        "Reading alone never certifies."
    ),
    Reason.LESSON_NOT_LIVE: _("A requirement names a lesson that isn't published. Publish it, or choose another one."),
    Reason.GROUP_EMPTY: _("A group of requirements is empty. Add requirements to it, or take it away."),
    Reason.GROUP_TOO_SMALL: _("A group asks for more requirements than it has."),
    Reason.NOTHING_NEW: _("Nothing has changed since the last release."),
    Reason.IMPACT_CHANGED: _("Something changed since this page was opened. Please look at it once more."),
    Reason.STILL_MOVING: _("The last release is still moving people. Please come back in a minute."),
    Reason.NOT_THE_LATEST: _("Another version was released since. Only the latest release can be changed."),
    Reason.NOBODY_MOVED: _("Nobody is on this version because of this release, so nobody can be led back."),
    Reason.NOBODY_FAILED: _("There is nothing to try again: everybody is where they belong."),
}
