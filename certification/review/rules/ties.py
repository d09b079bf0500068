"""Who is independent of a candidate: one table for what each tie means, one for who may do what with it.

Membership and relation count; a superuser's powers don't.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from certification.review.rules.base import Decision, Reason


class Tie(StrEnum):
    """What a reviewer may be to a candidate."""

    ONESELF = "oneself"
    DECLARED = "declared"
    RECUSED = "recused"
    DECIDED_BEFORE = "decided_before"
    CO_LEAD = "co_lead"
    MENTOR = "mentor"
    MANAGER = "manager"
    REPORT = "report"
    ONLY_OBSERVER = "only_observer"
    PUT_FORWARD = "put_forward"
    UNIT = "unit"


class Weight(StrEnum):
    """What a tie means for deciding."""

    ALWAYS = "always"  # excludes, whatever others say
    UNLESS_CONSENTED = "unless_consented"  # excludes, unless a second person agrees that it is no obstacle
    SHOWN = "shown"  # is shown beside the name, no more


WEIGHTS: Final[dict[Tie, Weight]] = {
    Tie.ONESELF: Weight.ALWAYS,
    Tie.DECLARED: Weight.ALWAYS,
    Tie.RECUSED: Weight.ALWAYS,
    # Only once somebody asked for a second look: that is what a second look is.
    Tie.DECIDED_BEFORE: Weight.ALWAYS,
    Tie.CO_LEAD: Weight.UNLESS_CONSENTED,
    Tie.MENTOR: Weight.UNLESS_CONSENTED,
    Tie.MANAGER: Weight.UNLESS_CONSENTED,
    Tie.REPORT: Weight.UNLESS_CONSENTED,
    Tie.ONLY_OBSERVER: Weight.UNLESS_CONSENTED,
    # Whoever proposed it has said what they think: a quorum is people who come to it anew.
    Tie.PUT_FORWARD: Weight.UNLESS_CONSENTED,
    # A pathway may say that it excludes: see ``ReviewerFacts.unit_excludes``.
    Tie.UNIT: Weight.SHOWN,
}


class Doing(StrEnum):
    """What people do around a case."""

    READ = "read"  # the evidence
    DECIDE = "decide"  # take a seat, vote, change a vote, close a round, write notes, ask the candidate
    VOUCH = "vouch"  # agree that another's tie is no obstacle; name or second a guest


# Which weights keep somebody from which doing. Whoever consented-to ties were found no obstacle for may decide, and
# still vouches for nobody else.
ACTS: Final[dict[Doing, frozenset[Weight]]] = {
    Doing.READ: frozenset({Weight.ALWAYS}),
    Doing.DECIDE: frozenset({Weight.ALWAYS, Weight.UNLESS_CONSENTED}),
    Doing.VOUCH: frozenset({Weight.ALWAYS, Weight.UNLESS_CONSENTED}),
}
# Having decided before keeps nobody from reading what they read already, nor from finding others who decide now.
_NO_BAR_TO = {Tie.DECIDED_BEFORE: frozenset({Doing.READ, Doing.VOUCH})}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerFacts:
    """What ties somebody to a candidate, and by what they would decide.

    ``member_since``: since when they are of the core group, ``None`` if they aren't. ``admin``: a program admin.
    ``guest``: named by two for this case, and its time hasn't passed. ``consented``: ties that a second person found
    no obstacle. ``unit_excludes``: the pathway says that working in the same unit excludes.
    """

    member_since: datetime | None = None
    admin: bool = False
    guest: bool = False
    ties: frozenset[Tie] = frozenset()
    consented: frozenset[Tie] = frozenset()
    unit_excludes: bool = False

    def weight(self, tie: Tie) -> Weight:
        return Weight.UNLESS_CONSENTED if tie is Tie.UNIT and self.unit_excludes else WEIGHTS[tie]

    def barring(self, doing: Doing) -> list[Tie]:
        """The ties that keep from something, in the table's order."""
        lifted = self.consented if doing is Doing.DECIDE else frozenset[Tie]()
        return [
            tie
            for tie in WEIGHTS
            if tie in self.ties
            and self.weight(tie) in ACTS[doing]
            and doing not in _NO_BAR_TO.get(tie, frozenset())
            and not (tie in lifted and self.weight(tie) is Weight.UNLESS_CONSENTED)
        ]


def may(doing: Doing, facts: ReviewerFacts, *, opened_at: datetime) -> Decision:
    """Whether somebody may read, decide or vouch in a case that was opened at that time."""
    return Decision(_membership(doing, facts, opened_at) + tuple(Reason(tie.value) for tie in facts.barring(doing)))


def independence(facts: ReviewerFacts, *, opened_at: datetime) -> Decision:
    """Whether somebody may decide."""
    return may(Doing.DECIDE, facts, opened_at=opened_at)


def _membership(doing: Doing, facts: ReviewerFacts, opened_at: datetime) -> tuple[Reason, ...]:
    since = facts.member_since
    stands_without = {
        Doing.READ: facts.admin or facts.guest,
        Doing.DECIDE: facts.guest,
        Doing.VOUCH: facts.admin,
    }[doing]
    if stands_without:
        return ()
    if since is None:
        return (Reason.NOT_CORE_GROUP,)
    return () if doing is Doing.READ or since <= opened_at else (Reason.ROLE_TOO_NEW,)
