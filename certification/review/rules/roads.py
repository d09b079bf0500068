"""Who can be put forward without having applied: earlier facilitators, and people to honour."""

from dataclasses import dataclass
from datetime import date

from certification.review.rules.base import Decision, Reason, unless
from certification.review.rules.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """One person as they are put forward. ``found``: how many people go by what was typed; ``again``: they stand in
    the list before; ``certified``: for good, on the same pathway.
    """

    found: int
    here: bool = True
    oneself: bool = False
    again: bool = False
    open_case: bool = False
    certified: bool = False
    name: str
    reference: str
    until: date | None = None


def decide_proposal(facts: ProposalFacts, *, today: date) -> Decision:
    """Somebody with an account, who isn't on the way already; by others than themselves, with what it rests on."""
    one = facts.found == 1
    return unless(
        (facts.found > 0, Reason.NOBODY_THERE),
        (facts.found < 2, Reason.SEVERAL_THERE),
        (not one or facts.here, Reason.PERSON_GONE),
        (not facts.oneself, Reason.PUT_ONESELF_FORWARD),
        (not facts.again, Reason.TWICE_IN_LIST),
        (not facts.open_case, Reason.OPEN_THERE),
        (not facts.certified, Reason.CERTIFIED_THERE),
        (bool(facts.name.strip()), Reason.PRINTED_NAME_MISSING),
        (bool(facts.reference.strip()), Reason.REFERENCE_MISSING),
        (facts.until is None or facts.until > today, Reason.UNTIL_MISSING),
    )


def readable_together(*, state: State, number: int, decided: bool) -> bool:
    """Whether a person of a list can be decided about beside others: at their first reading, with an approval.

    A second reading has next steps to look at, and a second look another question. Nothing here tells whether anybody
    else has decided.
    """
    return state is State.IN_REVIEW and number == 1 and not decided
