"""Who can be put forward, as it is decided."""

from dataclasses import replace
from datetime import date

import pytest

from certification.review.rules import (
    WEIGHTS,
    Doing,
    ProposalFacts,
    Reason,
    ReviewerFacts,
    State,
    Tie,
    Weight,
    decide_proposal,
    independence,
    may,
    readable_together,
)
from tests.scenes import NOW

TODAY = date(2026, 10, 1)
GOOD = ProposalFacts(found=1, name="Ọlá Adébáyọ̀", reference="Led twelve dialogues since 2019.")


def test_somebody_with_an_account_and_a_reference_can_be_put_forward() -> None:
    assert not decide_proposal(GOOD, today=TODAY).refused


@pytest.mark.parametrize(
    ("fields", "because"),
    [
        ({"found": 0}, Reason.NOBODY_THERE),
        ({"found": 2}, Reason.SEVERAL_THERE),
        ({"here": False}, Reason.PERSON_GONE),
        ({"oneself": True}, Reason.PUT_ONESELF_FORWARD),
        ({"again": True}, Reason.TWICE_IN_LIST),
        ({"open_case": True}, Reason.OPEN_THERE),
        ({"certified": True}, Reason.CERTIFIED_THERE),
        ({"name": " "}, Reason.PRINTED_NAME_MISSING),
        ({"reference": " "}, Reason.REFERENCE_MISSING),
        ({"until": TODAY}, Reason.UNTIL_MISSING),
    ],
)
def test_each_thing_that_is_missing_is_named(fields: dict[str, object], because: Reason) -> None:
    assert decide_proposal(replace(GOOD, **fields), today=TODAY).because == (because,)  # type: ignore[arg-type]


def test_whoever_put_somebody_forward_reads_about_them_and_does_not_decide() -> None:
    facts = ReviewerFacts(member_since=NOW, ties=frozenset({Tie.PUT_FORWARD}))

    assert not may(Doing.READ, facts, opened_at=NOW).refused
    assert independence(facts, opened_at=NOW).because == (Reason.PUT_FORWARD,)
    assert may(Doing.VOUCH, facts, opened_at=NOW).because == (Reason.PUT_FORWARD,)


def test_a_second_person_can_find_that_no_obstacle() -> None:
    facts = ReviewerFacts(member_since=NOW, ties=frozenset({Tie.PUT_FORWARD}), consented=frozenset({Tie.PUT_FORWARD}))

    assert WEIGHTS[Tie.PUT_FORWARD] is Weight.UNLESS_CONSENTED
    assert not independence(facts, opened_at=NOW).refused


@pytest.mark.parametrize("state", list(State))
def test_only_a_first_reading_in_review_is_decided_beside_others(state: State) -> None:
    assert readable_together(state=state, number=1, decided=False) is (state is State.IN_REVIEW)
    assert not readable_together(state=state, number=2, decided=False)
    assert not readable_together(state=state, number=1, decided=True)
