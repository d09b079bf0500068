"""Who may note something down during a dialogue, and change it."""

from courses.practice.rules.base import Decision, Reason, unless


def decide_seen_note(*, observes: bool, begun: bool, handed_in: bool, words: bool) -> Decision:
    """Who observes notes what they see from the first stage on, until they hand in."""
    return unless(
        (observes, Reason.NOT_ASSIGNED),
        (begun, Reason.NOT_HELD),
        (not handed_in, Reason.NOTES_CLOSED),
        (words, Reason.NOTE_EMPTY),
    )


def decide_own_note(*, lead: bool, off: bool, words: bool) -> Decision:
    """A lead notes for themselves, or parks for later, unless the dialogue is called off."""
    return unless((lead, Reason.NOT_THE_LEAD), (not off, Reason.ALREADY_OVER), (words, Reason.NOTE_EMPTY))


def decide_changing_note(*, own: bool, handed_in: bool, words: bool) -> Decision:
    """One changes one's own notes; what an observer saw stays once they have handed in."""
    return unless((own, Reason.NOT_YOUR_NOTE), (not handed_in, Reason.NOTES_CLOSED), (words, Reason.NOTE_EMPTY))
