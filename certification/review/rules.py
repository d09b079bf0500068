"""Who may apply, who may decide, and what the votes of a round come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why not."""

    NOT_ELIGIBLE = "not_eligible"
    ALREADY_OPEN = "already_open"
    ALREADY_CERTIFIED = "already_certified"
    NAME_MISSING = "name_missing"
    MOTIVATION_MISSING = "motivation_missing"
    NOT_IN_REVIEW = "not_in_review"
    NOT_OPEN = "not_open"
    NOT_THE_CANDIDATE = "not_the_candidate"
    NOT_CORE_GROUP = "not_core_group"
    ONESELF = "oneself"
    RELATED = "related"
    ONLY_OBSERVER = "only_observer"
    ALREADY_DECIDED = "already_decided"
    REASON_MISSING = "reason_missing"
    ASK_MISSING = "ask_missing"


class Outcome(StrEnum):
    """What a round comes to."""

    OPEN = "open"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def _unless(*conditions: tuple[bool, Reason]) -> Decision:
    return Decision(tuple(reason for holds, reason in conditions if not holds))


def decide_application(*, eligible: bool, in_review: bool, certified: bool, name: str, motivation: str) -> Decision:
    """Who meets every requirement may ask to be certified, once at a time."""
    return _unless(
        (eligible, Reason.NOT_ELIGIBLE),
        (not in_review, Reason.ALREADY_OPEN),
        (not certified, Reason.ALREADY_CERTIFIED),
        (bool(name.strip()), Reason.NAME_MISSING),
        (bool(motivation.strip()), Reason.MOTIVATION_MISSING),
    )


def decide_withdrawal(*, candidate: bool, open_case: bool) -> Decision:
    """The candidate may take an open application back, without a reason."""
    return _unless((candidate, Reason.NOT_THE_CANDIDATE), (open_case, Reason.NOT_OPEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerFacts:
    """What ties a reviewer to a candidate. Membership and relation count; a superuser's powers don't."""

    core_group: bool
    oneself: bool
    related: bool
    only_observer: bool


def independence(reviewer: ReviewerFacts) -> Decision:
    """A reviewer belongs to the core group, and is neither the candidate nor close to them nor their only observer."""
    return _unless(
        (reviewer.core_group, Reason.NOT_CORE_GROUP),
        (not reviewer.oneself, Reason.ONESELF),
        (not reviewer.related, Reason.RELATED),
        (not reviewer.only_observer, Reason.ONLY_OBSERVER),
    )


def decide_review(
    reviewer: ReviewerFacts, *, in_review: bool, decided: bool, reason: str, not_yet: bool, ask: str
) -> Decision:
    """An independent reviewer decides once in a round, with a reason; a *not yet* says what would help."""
    own = _unless(
        (in_review, Reason.NOT_IN_REVIEW),
        (not decided, Reason.ALREADY_DECIDED),
        (bool(reason.strip()), Reason.REASON_MISSING),
        (not not_yet or bool(ask.strip()), Reason.ASK_MISSING),
    )
    return Decision(independence(reviewer).because + own.because)


def outcome(approvals: Iterable[bool], *, needed: int) -> Outcome:
    """A round ends with as many votes as approvals are needed: approved if all say so, else *not yet*."""
    votes = list(approvals)
    if len(votes) < needed:
        return Outcome.OPEN
    return Outcome.APPROVED if all(votes) else Outcome.CHANGES_REQUESTED
