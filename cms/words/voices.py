"""The words for how testimonials stand, and for why somebody isn't asked."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.rules.voices import Reason, State
from lms.web.parts import Lexicon

STATES: Lexicon[State] = Lexicon(
    {
        State.NEW: _("not asked yet"),
        State.ASKED: _("asked, no answer yet"),
        State.SHOWN: _("on the site"),
        State.CHANGED: _("changed since the yes: hidden until a new one"),
        State.DECLINED: _("said no"),
        State.WITHDRAWN: _("taken back"),
    }
)

WORDS: Mapping[Any, Any] = {
    Reason.NO_ADDRESS: _("There is no address to ask at. Add it, or record a yes that was given in writing."),
    Reason.STANDS_ALREADY: _("There is a yes to exactly these words already."),
    Reason.SAID_NO: _(
        "They said no to these words. Please leave it at that; their own link lets them change their mind."
    ),
    Reason.ASKED_LATELY: _("They were asked about these words less than a week ago. Please give them the time."),
    Reason.WORDS_CHANGED: _("The words were changed while you read them. Please look at them once more."),
    Reason.TO_COME: _("This day is still to come. Which day does the writing carry?"),
    Reason.BEFORE_THE_NO: _("They said no after that day. Only a yes that was written later counts."),
    Reason.TAKEN_BACK_ALREADY: _("It was taken back already."),
}
