"""Everything that is decided about applications: pure, from facts to a decision with reasons."""

from certification.review.rules.applying import (
    decide_answers,
    decide_appeal,
    decide_application,
    decide_withdrawal,
)
from certification.review.rules.assigning import MemberFacts, Why, choose
from certification.review.rules.base import Decision, Reason
from certification.review.rules.changes import Change, Changed, changes
from certification.review.rules.people import (
    decide_consent,
    decide_guest,
    decide_recusal,
    decide_second,
)
from certification.review.rules.roads import ProposalFacts, decide_proposal, readable_together
from certification.review.rules.states import STATES, TRANSITIONS, Act, State, Turn, follow
from certification.review.rules.ties import (
    ACTS,
    WEIGHTS,
    Doing,
    ReviewerFacts,
    Tie,
    Weight,
    independence,
    may,
)
from certification.review.rules.votes import (
    MOST_ASKS,
    AskWords,
    Outcome,
    Rule,
    Vote,
    VoteFacts,
    Written,
    decide_close,
    decide_vote,
    declines_needed,
    outcome,
)

__all__ = [
    "ACTS",
    "MOST_ASKS",
    "STATES",
    "TRANSITIONS",
    "WEIGHTS",
    "Act",
    "AskWords",
    "Change",
    "Changed",
    "Decision",
    "Doing",
    "MemberFacts",
    "Outcome",
    "ProposalFacts",
    "Reason",
    "ReviewerFacts",
    "Rule",
    "State",
    "Tie",
    "Turn",
    "Vote",
    "VoteFacts",
    "Weight",
    "Why",
    "Written",
    "changes",
    "choose",
    "decide_answers",
    "decide_appeal",
    "decide_application",
    "decide_close",
    "decide_consent",
    "decide_guest",
    "decide_proposal",
    "decide_recusal",
    "decide_second",
    "decide_vote",
    "decide_withdrawal",
    "declines_needed",
    "follow",
    "independence",
    "may",
    "outcome",
    "readable_together",
]
