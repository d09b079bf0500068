"""What a release changes for somebody, and what became of them, in staff's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.progress.effects import Because, Effect, What
from courses.progress.words.sentences import Titles, sentence

EFFECTS: Mapping[What, Any] = {
    What.READY_NO_LONGER: _("Ready to apply now, and no longer then"),
    What.LOST: _("Met now, and not any more: %(requirement)s"),
    What.ADDED: _("New, and still to do: %(requirement)s"),
    What.DROPPED: _("Met, and no longer asked for: %(requirement)s"),
    What.SPARED: _("No longer to do: %(requirement)s"),
    What.GAINED: _("Not met yet, and met then: %(requirement)s"),
    What.NOW_READY: _("Ready to apply from then on"),
}

BECAUSE: Mapping[str, Any] = {
    "": "",
    Because.THERE: _("Was on this version already"),
    Because.RULE: _("Stays by the rule that was chosen"),
    Because.READY: _("Was ready to apply, and stays so"),
    Because.GONE: _("Left the training meanwhile"),
    Because.MOVED_ON: _("Was moved on since, and stays there"),
    Because.ONE_BY_ONE: _("Was led back alone, from their own history"),
}


def told_effect(effect: Effect, titles: Titles) -> str:
    """One change for one person."""
    spelled = sentence(effect.requirement, titles) if effect.requirement else ""
    return str(EFFECTS[effect.what]) % {"requirement": spelled}


def told_because(code: str) -> str:
    """Why somebody stays where they are; of what went wrong, the name that is in the log."""
    if code in BECAUSE:
        return str(BECAUSE[code])
    return str(_("Something went wrong (%(code)s). The log says more.")) % {"code": code}
