"""Who may be asked to observe or to co-lead, and who may answer."""

from courses.practice.rules.base import Decision, Reason, unless

# Whoever has led so many dialogues is somebody to lead beside.
EXPERIENCED_AFTER = 3


def decide_pairing(*, own: bool, related: bool, already: bool, taken: bool, over: bool) -> Decision:
    """Whoever co-leads or observes is neither the lead nor tied to them as mentor, manager, report, or by a declared
    conflict; there is one co-lead, and nobody has two parts.
    """
    return unless(
        (not over, Reason.ALREADY_OVER),
        (not own, Reason.OWN_DIALOGUE),
        (not related, Reason.CONFLICT),
        (not already, Reason.ALREADY_OBSERVER),
        (not taken, Reason.CO_LEAD_ASKED),
    )


def decide_answer(*, open: bool, over: bool) -> Decision:
    """One answers while one is asked, and may change one's mind until the dialogue is over."""
    return unless((open, Reason.NOT_ASKED), (not over, Reason.ALREADY_OVER))
