"""What may be promised, and taken back."""

from datetime import date

from courses.practice.rules.base import Decision, Reason, unless


def decide_promise(on: date, *, today: date, farthest: date | None, promised: bool) -> Decision:
    """A chat is promised for a day that lies ahead, near enough to count where one's training asks for it."""
    return unless(
        (today <= on, Reason.DAY_PASSED),
        (farthest is None or on <= farthest, Reason.DAY_TOO_FAR),
        (not promised, Reason.ALREADY_PROMISED),
    )


def decide_taking_back(*, own: bool, withdrawn: bool) -> Decision:
    """One takes back one's own promise, once."""
    return unless((own, Reason.NOT_YOURS), (not withdrawn, Reason.ALREADY_TAKEN_BACK))
