"""What may be said about an application while it is read: notes, questions to the candidate, and answers."""

from certification.review.rules.base import Decision, Reason, unless


def decide_saying(text: str, *, open_round: bool) -> Decision:
    """A note or a question needs words and an open round; who may say it is ``independence``."""
    return unless((open_round, Reason.NOT_IN_REVIEW), (bool(text.strip()), Reason.WORDS_MISSING))


def decide_answer(text: str, *, candidate: bool, open_round: bool, answered: bool) -> Decision:
    """The candidate answers a question once, while the review that asked it is open."""
    return unless(
        (candidate, Reason.NOT_THE_CANDIDATE),
        (open_round, Reason.NOT_IN_REVIEW),
        (not answered, Reason.ANSWERED_ALREADY),
        (bool(text.strip()), Reason.WORDS_MISSING),
    )
