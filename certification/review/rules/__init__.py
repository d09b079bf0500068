"""Everything that is decided about applications: pure, from facts to a decision with reasons."""

from certification.review.rules.alike import Alike, Apart, seen_alike
from certification.review.rules.applying import (
    REMINDED,
    Reminder,
    decide_answers,
    decide_appeal,
    decide_application,
    decide_practice,
    decide_withdrawal,
    reminder,
)
from certification.review.rules.assigning import MemberFacts, Why, choose, times_late
from certification.review.rules.base import Decision, Reason
from certification.review.rules.changes import Change, Changed, changes
from certification.review.rules.digests import digest_week
from certification.review.rules.names import decide_name, spelled
from certification.review.rules.people import (
    decide_absence,
    decide_consent,
    decide_end_of_guest,
    decide_guest,
    decide_recusal,
    decide_second,
    decide_taking_back,
)
from certification.review.rules.states import STATES, TRANSITIONS, Act, State, Turn, follow
from certification.review.rules.talking import decide_answer, decide_saying
from certification.review.rules.ties import ACTS, WEIGHTS, Doing, ReviewerFacts, Tie, Weight, independence, may
from certification.review.rules.turns import Left, Whose, whose
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
    "REMINDED",
    "STATES",
    "TRANSITIONS",
    "WEIGHTS",
    "Act",
    "Alike",
    "Apart",
    "AskWords",
    "Change",
    "Changed",
    "Decision",
    "Doing",
    "Left",
    "MemberFacts",
    "Outcome",
    "Reason",
    "Reminder",
    "ReviewerFacts",
    "Rule",
    "State",
    "Tie",
    "Turn",
    "Vote",
    "VoteFacts",
    "Weight",
    "Whose",
    "Why",
    "Written",
    "changes",
    "choose",
    "decide_absence",
    "decide_answer",
    "decide_answers",
    "decide_appeal",
    "decide_application",
    "decide_close",
    "decide_consent",
    "decide_end_of_guest",
    "decide_guest",
    "decide_name",
    "decide_practice",
    "decide_recusal",
    "decide_saying",
    "decide_second",
    "decide_taking_back",
    "decide_vote",
    "decide_withdrawal",
    "declines_needed",
    "digest_week",
    "follow",
    "independence",
    "may",
    "outcome",
    "reminder",
    "seen_alike",
    "spelled",
    "times_late",
    "whose",
]
