"""Who may plan a dialogue, clear it, or call it off."""

from datetime import datetime

from courses.practice.rules.base import Decision, Reason, unless


def decide_proposal(*, starts: datetime, at: datetime, may_lead: bool) -> Decision:
    """A dialogue is planned ahead, by somebody who has taken part in as many as their training asks for first."""
    return unless((may_lead, Reason.CHATS_FIRST), (at < starts, Reason.STARTS_IN_THE_PAST))


def decide_clearing(*, proposed: bool, own: bool, observers: int, experience: bool) -> Decision:
    """Somebody else clears a plan, once an observer is asked, and an experienced co-lead where that is needed."""
    return unless(
        (proposed, Reason.NOT_PROPOSED),
        (not own, Reason.OWN_DIALOGUE),
        (observers >= 1, Reason.NO_OBSERVER),
        (experience, Reason.NO_EXPERIENCED_LEAD),
    )


def decide_cancellation(*, lead: bool, over: bool) -> Decision:
    """The lead may call a dialogue off until it has begun."""
    return unless((lead, Reason.NOT_THE_LEAD), (not over, Reason.ALREADY_OVER))
