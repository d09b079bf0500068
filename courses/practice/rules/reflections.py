"""When a lead may write about a dialogue, and share it."""

from courses.practice.rules.base import Decision, Reason, unless


def decide_reflection(*, lead: bool, held: bool, shared: bool, words: bool) -> Decision:
    """The lead writes after the dialogue, and may share once there is something to read."""
    return unless(
        (lead, Reason.NOT_THE_LEAD),
        (held, Reason.NOT_HELD),
        (not shared, Reason.ALREADY_SHARED),
        (words, Reason.WORDS_MISSING),
    )
