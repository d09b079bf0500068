"""Who may plan a dialogue, change, discuss, share and clear the plan, or call it off."""

from collections.abc import Mapping
from datetime import datetime

from courses.practice.rules.base import Decision, Reason, unless

# What the five stages may take together, where no session says otherwise.
THE_HOUR = 60


def decide_proposal(
    *, starts: datetime, at: datetime, may_lead: bool, place_open: bool, minutes: int, most: int
) -> Decision:
    """A dialogue is planned ahead, by somebody who has taken part in as many as their training asks for first, in a
    session that is open to them or at a time of their own, and fits into it.
    """
    return unless(
        (may_lead, Reason.CHATS_FIRST),
        (at < starts, Reason.STARTS_IN_THE_PAST),
        (place_open, Reason.SESSION_NOT_OPEN),
        (minutes <= most, Reason.TOO_LONG),
    )


def decide_change(
    *, lead: bool, over: bool, moved: bool, starts: datetime, at: datetime, place_open: bool, minutes: int, most: int
) -> Decision:
    """The lead changes a plan until it is led; a new time lies ahead."""
    return unless(
        (lead, Reason.NOT_THE_LEAD),
        (not over, Reason.ALREADY_OVER),
        (not moved or at < starts, Reason.STARTS_IN_THE_PAST),
        (not moved or place_open, Reason.SESSION_NOT_OPEN),
        (minutes <= most, Reason.TOO_LONG),
    )


def longest_stage(minutes: Mapping[str, int]) -> str:
    """Where a plan that is too long is shortened best: its longest stage, the last of several."""
    return max(reversed(list(minutes)), key=lambda stage: minutes[stage])


def decide_comment(*, takes_part: bool, over: bool, words: bool) -> Decision:
    """The leads, their mentor and the core group talk about a plan until it is led."""
    return unless((takes_part, Reason.NOT_IN_THE_TALK), (not over, Reason.ALREADY_OVER), (words, Reason.WORDS_MISSING))


def decide_lending(*, lead: bool) -> Decision:
    """A plan is its lead's to share, and to take back."""
    return unless((lead, Reason.NOT_THE_LEAD))


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
