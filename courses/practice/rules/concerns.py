"""Who may raise a concern, who may look after it, and what opens and closes it."""

from datetime import date, timedelta

from courses.practice.rules.base import Decision, Reason, unless

USUAL_DAYS = 7
MOST_DAYS = 30


def usual_due(today: date) -> date:
    return today + timedelta(days=USUAL_DAYS)


def decide_raising(
    *, near: bool, begun: bool, concerned: bool, words: bool, owner_may: bool, owner_close: bool, due_in: int
) -> Decision:
    """Whoever saw the dialogue tells one named person, who stands apart from the one it is about."""
    return unless(
        (near and not concerned, Reason.NO_PART),
        (begun, Reason.NOT_HELD),
        (words, Reason.WORDS_MISSING),
        (owner_may, Reason.OWNER_UNKNOWN),
        (not owner_close, Reason.TOO_CLOSE),
        (0 <= due_in <= MOST_DAYS, Reason.DUE_TOO_FAR),
    )


def decide_handing_on(*, owner: bool, late_admin: bool, closed: bool, owner_may: bool, owner_close: bool) -> Decision:
    """Its owner hands a concern on, or a program admin does who sees no more of it than that it is late."""
    return unless(
        (owner or late_admin, Reason.NOT_THE_OWNER),
        (not closed, Reason.CONCERN_CLOSED),
        (owner_may, Reason.OWNER_UNKNOWN),
        (not owner_close, Reason.TOO_CLOSE),
    )


def decide_noting(*, owner: bool, closed: bool, words: bool) -> Decision:
    """Its owner keeps notes until they close it with what came of it."""
    return unless((owner, Reason.NOT_THE_OWNER), (not closed, Reason.CONCERN_CLOSED), (words, Reason.WORDS_MISSING))


def decide_opening(*, owner: bool, closed: bool, opened: bool, words: bool, reachable: bool) -> Decision:
    """Its owner says it openly once, in words meant for the person, who must be there to answer."""
    return unless(
        (owner, Reason.NOT_THE_OWNER),
        (not closed, Reason.CONCERN_CLOSED),
        (not opened, Reason.CONCERN_OPEN_ALREADY),
        (reachable, Reason.NOBODY_THERE),
        (words, Reason.WORDS_MISSING),
    )


def decide_answering(*, concerned: bool, opened: bool, words: bool) -> Decision:
    """The person answers what was said openly, whenever they are ready, also after it was closed."""
    return unless((concerned and opened, Reason.NO_PART), (words, Reason.WORDS_MISSING))
