"""Stepping aside, agreeing that a tie is no obstacle, and guests."""

from collections.abc import Collection
from datetime import date, datetime

from certification.review.rules.base import Decision, Reason, unless
from certification.review.rules.ties import Doing, ReviewerFacts, Tie, Weight, may


def decide_recusal(*, open_case: bool, member: bool, oneself: bool, recused: bool) -> Decision:
    """Anybody who could decide may step aside, at any time, without a reason."""
    return unless(
        (open_case, Reason.NOT_OPEN),
        (member, Reason.NOT_CORE_GROUP),
        (not oneself, Reason.ONESELF),
        (not recused, Reason.RECUSED),
    )


def decide_consent(
    reviewer: ReviewerFacts, asker: ReviewerFacts, *, asked: bool, reason: str, open_case: bool
) -> Decision:
    """Ask that a reviewer's ties be found no obstacle: one that can be lifted, and none that can't."""
    bars = reviewer.barring(Doing.DECIDE)
    liftable = [tie for tie in bars if reviewer.weight(tie) is Weight.UNLESS_CONSENTED]
    own = unless(
        (open_case, Reason.NOT_OPEN),
        (not asked, Reason.ALREADY_ASKED),
        (reviewer.member_since is not None or reviewer.guest, Reason.NOT_CORE_GROUP),
        (bool(bars), Reason.NOTHING_TO_CONSENT),
        (len(liftable) == len(bars), Reason.ALWAYS_EXCLUDES),
        (bool(reason.strip()), Reason.REASON_MISSING),
    )
    asks = asker.member_since is not None or asker.admin or asker.guest
    return Decision(own.because + unless((asks and Tie.ONESELF not in asker.ties, Reason.NOT_CORE_GROUP)).because)


def decide_second(
    second: ReviewerFacts, *, opened_at: datetime, person: int, barred: Collection[int], done: bool, open_case: bool
) -> Decision:
    """The second person is another than those concerned, and free of ties that exclude."""
    free = may(Doing.VOUCH, second, opened_at=opened_at)
    own = unless(
        (open_case, Reason.NOT_OPEN),
        (not done, Reason.ALREADY_THERE),
        (person not in barred, Reason.SECOND_PERSON),
    )
    return Decision(own.because + free.because)


def decide_guest(
    guest: ReviewerFacts,
    *,
    opened_at: datetime,
    there: bool,
    gone: bool,
    reason: str,
    until: datetime | None,
    at: datetime,
    open_case: bool,
) -> Decision:
    """Somebody independent, from outside of the core group or too new in it, for a time that ends."""
    return unless(
        (open_case, Reason.NOT_OPEN),
        (not there, Reason.ALREADY_THERE),
        (not gone, Reason.PERSON_GONE),
        (guest.member_since is None or guest.member_since > opened_at, Reason.ALREADY_THERE),
        (not guest.barring(Doing.DECIDE), Reason.TIED_YOURSELF),
        (bool(reason.strip()), Reason.REASON_MISSING),
        (until is not None and until > at, Reason.UNTIL_MISSING),
    )


def decide_end_of_guest(*, over: bool, oneself: bool) -> Decision:
    """Whoever may name a guest may end their help, once; guests themselves step aside."""
    return unless((not over, Reason.ALREADY_THERE), (not oneself, Reason.SECOND_PERSON))


def decide_taking_back(*, open_case: bool) -> Decision:
    """A personal tie is taken back in quiet times only: never to decide about somebody who waits for a decision."""
    return unless((not open_case, Reason.THEY_WAIT))


def decide_absence(
    *, starts_on: date | None, ends_on: date | None, today: date, delegate_is_oneself: bool, delegate_reads: bool
) -> Decision:
    """Days in their order that aren't all past; whoever takes over is another who reads applications."""
    return unless(
        (starts_on is not None and ends_on is not None and starts_on <= ends_on, Reason.DATES_MISSING),
        (ends_on is None or ends_on >= today, Reason.DATES_PAST),
        (not delegate_is_oneself, Reason.DELEGATE_IS_ONESELF),
        (delegate_reads, Reason.DELEGATE_CANT),
    )
