"""The standard for deciding: who may apply, who may decide, and what the votes of a round come to."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.review.rules import (
    Outcome,
    Reason,
    ReviewerFacts,
    decide_application,
    decide_review,
    decide_withdrawal,
    independence,
    outcome,
)
from certification.review.words import WORDS

INDEPENDENT = ReviewerFacts(core_group=True, oneself=False, related=False, only_observer=False)
READY: dict[str, Any] = {
    "eligible": True,
    "in_review": False,
    "certified": False,
    "name": "李小龍",
    "motivation": "Honest rooms.",
}
VOTE: dict[str, Any] = {"in_review": True, "decided": False, "reason": "I saw it twice.", "not_yet": False, "ask": ""}
YES, NO = True, False


def test_who_meets_every_requirement_may_apply() -> None:
    assert not decide_application(**READY).refused


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"eligible": False}, Reason.NOT_ELIGIBLE),
        ({"in_review": True}, Reason.ALREADY_OPEN),
        ({"certified": True}, Reason.ALREADY_CERTIFIED),
        ({"name": " \n"}, Reason.NAME_MISSING),
        ({"motivation": ""}, Reason.MOTIVATION_MISSING),
    ],
)
def test_an_application_is_refused_with_the_one_reason_that_stands_against_it(
    fact: dict[str, Any], reason: Reason
) -> None:
    assert decide_application(**READY | fact).because == (reason,)


def test_an_application_hears_of_everything_that_is_missing_at_once() -> None:
    refusal = decide_application(eligible=False, in_review=True, certified=True, name="", motivation="")

    assert refusal.because == (
        Reason.NOT_ELIGIBLE,
        Reason.ALREADY_OPEN,
        Reason.ALREADY_CERTIFIED,
        Reason.NAME_MISSING,
        Reason.MOTIVATION_MISSING,
    )


def test_a_core_group_member_who_is_not_close_to_the_candidate_is_independent() -> None:
    assert not independence(INDEPENDENT).refused


@pytest.mark.parametrize(
    ("tie", "reason"),
    [
        ({"core_group": False}, Reason.NOT_CORE_GROUP),
        ({"oneself": True}, Reason.ONESELF),
        ({"related": True}, Reason.RELATED),
        ({"only_observer": True}, Reason.ONLY_OBSERVER),
    ],
)
def test_each_tie_alone_takes_independence_away(tie: dict[str, bool], reason: Reason) -> None:
    assert independence(replace(INDEPENDENT, **tie)).because == (reason,)


def test_an_independent_reviewer_may_decide_with_a_reason() -> None:
    assert not decide_review(INDEPENDENT, **VOTE).refused


def test_a_not_yet_that_says_what_would_help_is_a_decision() -> None:
    assert not decide_review(INDEPENDENT, **VOTE | {"not_yet": True, "ask": "Lead one more."}).refused


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"in_review": False}, Reason.NOT_IN_REVIEW),
        ({"decided": True}, Reason.ALREADY_DECIDED),
        ({"reason": "  "}, Reason.REASON_MISSING),
        ({"not_yet": True, "ask": " "}, Reason.ASK_MISSING),
    ],
)
def test_a_decision_is_refused_with_the_one_reason_that_stands_against_it(fact: dict[str, Any], reason: Reason) -> None:
    assert decide_review(INDEPENDENT, **VOTE | fact).because == (reason,)


def test_a_dependent_reviewer_is_refused_however_good_the_reason() -> None:
    assert decide_review(replace(INDEPENDENT, related=True), **VOTE).because == (Reason.RELATED,)


@pytest.mark.parametrize(
    ("votes", "needed", "expected"),
    [
        ([], 1, Outcome.OPEN),
        ([YES], 1, Outcome.APPROVED),
        ([NO], 1, Outcome.CHANGES_REQUESTED),
        ([], 2, Outcome.OPEN),
        ([YES], 2, Outcome.OPEN),
        ([NO], 2, Outcome.OPEN),
        ([YES, YES], 2, Outcome.APPROVED),
        ([YES, NO], 2, Outcome.CHANGES_REQUESTED),
        ([NO, YES], 2, Outcome.CHANGES_REQUESTED),
        ([NO, NO], 2, Outcome.CHANGES_REQUESTED),
        ([YES, YES], 3, Outcome.OPEN),
        ([YES, YES, YES], 3, Outcome.APPROVED),
        ([YES, NO, YES], 3, Outcome.CHANGES_REQUESTED),
    ],
)
def test_a_round_ends_with_its_quorum_and_approves_only_if_all_do(
    votes: list[bool], needed: int, expected: Outcome
) -> None:
    assert outcome(votes, needed=needed) is expected


@given(votes=st.lists(st.booleans(), max_size=6), needed=st.integers(min_value=1, max_value=5))
def test_what_a_round_comes_to_depends_on_no_order_and_one_no_is_never_an_approval(
    votes: list[bool], needed: int
) -> None:
    result = outcome(votes, needed=needed)

    assert result is outcome(reversed(votes), needed=needed)
    assert (result is Outcome.APPROVED) == (len(votes) >= needed and all(votes))


def test_a_round_does_not_end_early_so_that_no_vote_can_be_guessed_from_it() -> None:
    assert outcome([NO], needed=2) is outcome([YES], needed=2)


@pytest.mark.parametrize(
    ("candidate", "open_case", "because"),
    [
        (True, True, ()),
        (False, True, (Reason.NOT_THE_CANDIDATE,)),
        (True, False, (Reason.NOT_OPEN,)),
        (False, False, (Reason.NOT_THE_CANDIDATE, Reason.NOT_OPEN)),
    ],
)
def test_only_the_candidate_takes_an_open_application_back(
    candidate: bool, open_case: bool, because: tuple[Reason, ...]
) -> None:
    assert decide_withdrawal(candidate=candidate, open_case=open_case).because == because


def test_every_reason_has_its_words() -> None:
    assert set(WORDS) == set(Reason)
