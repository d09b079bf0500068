"""When a lead may write about a dialogue, and share it."""

from courses.practice.rules.base import Decision, Reason, unless


def decide_reflection(*, lead: bool, held: bool, shared: bool, words: bool, current: bool = True) -> Decision:
    """The lead writes after the dialogue, on top of what they last saw, until it is shared."""
    return unless(
        (lead, Reason.NOT_THE_LEAD),
        (held, Reason.NOT_HELD),
        (not shared, Reason.ALREADY_SHARED),
        (words, Reason.WORDS_MISSING),
        (current, Reason.CHANGED_ELSEWHERE),
    )


def decide_sharing(*, lead: bool, words: bool, adds: bool, known: bool) -> Decision:
    """What has words is shared with one reader more at least, all of whom had a part; nobody is taken off again."""
    return unless(
        (lead, Reason.NOT_THE_LEAD),
        (words, Reason.WORDS_MISSING),
        (known, Reason.READER_WITHOUT_PART),
        (adds, Reason.NO_READER),
    )
