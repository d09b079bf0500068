"""What one vote needs, what the votes of a round come to, and what closing a round needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from certification.review.rules.base import Decision, Reason, unless

MOST_ASKS = 3


class Rule(StrEnum):
    """How a round is decided; the names of ``Round.Rule``."""

    NO_OBJECTION = "no_objection"
    N_OF_M = "n_of_m"
    UNANIMOUS = "unanimous"


class Vote(StrEnum):
    """One decision; the names of ``Review.Decision``."""

    APPROVE = "approve"
    NOT_YET = "not_yet"
    DECLINE = "decline"


class Outcome(StrEnum):
    """What the votes come to. Only an approval closes a round by itself: other answers are told by a person."""

    OPEN = "open"
    APPROVED = "approved"
    NOT_YET = "not_yet"
    DECLINED = "declined"
    STANDS = "stands"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class AskWords:
    """One next step as typed."""

    text: str = ""
    met_by: str = ""
    by_date: date | None = None
    competency: str = ""

    @property
    def empty(self) -> bool:
        return not (self.text.strip() or self.met_by.strip())

    @property
    def whole(self) -> bool:
        return bool(self.text.strip() and self.met_by.strip() and self.by_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a reviewer typed. ``verdicts``: by the ask's id, what they say of each ask of the round before.

    ``seen``: the length of the history that their page showed.
    """

    decision: Vote
    reason: str
    asks: tuple[AskWords, ...] = ()
    letter: str = ""
    verdicts: Mapping[int, str] | None = None
    seen: int | None = None
    changed_because: str = ""

    @property
    def asked(self) -> tuple[AskWords, ...]:
        """The next steps that were filled in; only a *not yet* has any."""
        return tuple(row for row in self.asks if not row.empty) if self.decision is Vote.NOT_YET else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteFacts:
    """What a vote meets. ``seat``: the reviewer has one, or could have one; ``open_asks``: what the candidate was told
    before this round; ``history``: the length of the candidate's ledger.
    """

    appeal: bool
    in_review: bool
    decided: bool
    seat: bool
    open_asks: Sequence[int]
    history: int
    today: date


def decide_vote(written: Written, facts: VoteFacts, *, changing: bool) -> Decision:
    """What the vote itself needs; who may cast it is ``independence``."""
    asked = written.asked
    verdicts = written.verdicts or {}
    not_yet = written.decision is Vote.NOT_YET
    return unless(
        (facts.in_review, Reason.NOT_IN_REVIEW),
        (changing or not facts.decided, Reason.ALREADY_DECIDED),
        (facts.decided or not changing, Reason.NOT_DECIDED),
        (facts.seat or not facts.in_review, Reason.SEATS_TAKEN),
        (not (facts.appeal and not_yet), Reason.NO_NOT_YET_HERE),
        (written.seen is None or written.seen == facts.history, Reason.EVIDENCE_MOVED),
        (bool(written.reason.strip()), Reason.REASON_MISSING),
        (not changing or bool(written.changed_because.strip()), Reason.WORDS_MISSING),
        (not not_yet or bool(asked), Reason.ASK_MISSING),
        (all(row.whole for row in asked), Reason.ASK_HALF),
        (all(row.by_date is None or row.by_date > facts.today for row in asked), Reason.ASK_DATE_PAST),
        (len(asked) <= MOST_ASKS, Reason.TOO_MANY_ASKS),
        (written.decision is not Vote.DECLINE or bool(written.letter.strip()), Reason.LETTER_MISSING),
        (all(ask in verdicts for ask in facts.open_asks), Reason.ASK_UNANSWERED),
        (
            written.decision is not Vote.APPROVE or "still_open" not in [verdicts.get(ask) for ask in facts.open_asks],
            Reason.ASK_STILL_OPEN,
        ),
    )


def declines_needed(seats: int) -> int:
    """More than half of those who were asked."""
    return seats // 2 + 1


def outcome(votes: Sequence[Vote], *, rule: Rule, needed: int, seats: int, appeal: bool = False) -> Outcome:
    """What the votes that count come to.

    ``NO_OBJECTION``: approved with ``needed`` approvals and no other vote; not approved once as many have voted and
    one objects. ``N_OF_M``: approved with ``needed`` approvals of ``seats``; not approved once that can't be reached
    any more. ``UNANIMOUS``: once all have voted, approved if all say so. What isn't approved is declined if more
    than half of ``seats`` decline, else *not yet*. An appeal's decision stands if all who were asked say so; one
    doubt is enough to open the case again.
    """
    approvals = sum(vote is Vote.APPROVE for vote in votes)
    against = len(votes) - approvals
    if appeal:
        return _second_look(approvals, len(votes), needed)
    approved, settled = {
        Rule.NO_OBJECTION: (approvals >= needed and not against, len(votes) >= needed and against > 0),
        Rule.N_OF_M: (approvals >= needed, seats - against < needed),
        Rule.UNANIMOUS: (approvals >= seats and not against, len(votes) >= seats and against > 0),
    }[rule]
    if approved:
        return Outcome.APPROVED
    if not settled:
        return Outcome.OPEN
    declines = sum(vote is Vote.DECLINE for vote in votes)
    return Outcome.DECLINED if declines >= declines_needed(seats) else Outcome.NOT_YET


def _second_look(doubts: int, votes: int, needed: int) -> Outcome:
    if votes < needed:
        return Outcome.OPEN
    return Outcome.REOPENED if doubts else Outcome.STANDS


def decide_close(
    found: Outcome, *, voted: bool, chosen: int, proposed: int, letter: str, way_forward: str, open_round: bool
) -> Decision:
    """One of those who voted tells the candidate, once all have voted and the answer isn't an approval.

    A *not yet* has next steps; where nobody proposed one, for who objected would rather decline, it has words as a
    decline has. Who hasn't voted reads no more than that: all else tells of others' votes.
    """
    if not (open_round and voted):
        return unless((open_round, Reason.NOT_IN_REVIEW), (voted, Reason.NOT_DECIDED))
    not_yet, declined = found is Outcome.NOT_YET, found is Outcome.DECLINED
    in_words = declined or (not_yet and not proposed)
    return unless(
        (not_yet or declined, Reason.NOT_SETTLED),
        (not not_yet or not proposed or chosen > 0, Reason.ASK_MISSING),
        (not not_yet or chosen <= MOST_ASKS, Reason.TOO_MANY_ASKS),
        (not in_words or bool(letter.strip()), Reason.LETTER_MISSING),
        (not in_words or bool(way_forward.strip()), Reason.WAY_FORWARD_MISSING),
    )
