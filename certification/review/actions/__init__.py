"""What can be done with applications. Each verb takes the case's lock before it reads the clock; who needs the history
to stand still takes the enrolment's first.
"""

from certification.review.actions.appealing import appeal
from certification.review.actions.applying import apply, withdraw
from certification.review.actions.closing import close
from certification.review.actions.consenting import let_practise, no_more
from certification.review.actions.independence import (
    ask_consent,
    consent,
    declare_tie,
    end_guests,
    name_guest,
    recuse,
    second_guest,
)
from certification.review.actions.minding import mind
from certification.review.actions.reminding import remind_of_asks
from certification.review.actions.roads import approve_together, put_forward, put_forward_honorary
from certification.review.actions.talking import answer, ask_candidate, note
from certification.review.actions.voting import change_vote, decide

__all__ = [
    "answer",
    "appeal",
    "apply",
    "approve_together",
    "ask_candidate",
    "ask_consent",
    "change_vote",
    "close",
    "consent",
    "decide",
    "declare_tie",
    "end_guests",
    "let_practise",
    "mind",
    "name_guest",
    "no_more",
    "note",
    "put_forward",
    "put_forward_honorary",
    "recuse",
    "remind_of_asks",
    "second_guest",
    "withdraw",
]
