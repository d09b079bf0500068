"""The life of an application: no state without somebody who can move it on or a way on, none that can't be reached."""

import pytest

from certification.review.models import Case
from certification.review.rules import STATES, TRANSITIONS, Act, State, Turn, follow

# What ends an application, and the way on from there: by a new application, or by nothing more that is needed.
FINAL = {State.APPROVED: "certified", State.WITHDRAWN: "apply anew"}
# Who does what: the name under which somebody who can do it is found in a case.
WHO = {
    Act.FILL: Turn.CORE_GROUP,
    Act.APPROVE: Turn.REVIEWERS,
    Act.CLOSE_NOT_YET: Turn.REVIEWERS,
    Act.CLOSE_DECLINED: Turn.REVIEWERS,
    Act.APPLY_AGAIN: Turn.CANDIDATE,
    Act.APPEAL: Turn.CANDIDATE,
    Act.UPHOLD: Turn.REVIEWERS,
    Act.REOPEN: Turn.REVIEWERS,
    Act.WITHDRAW: Turn.CANDIDATE,
}


def acts_in(state: State) -> set[Act]:
    return {act for was, act in TRANSITIONS if was is state}


def test_the_tables_of_states_and_of_cases_have_the_same_names() -> None:
    assert {state.value for state in State} == set(Case.State.values) == {state.value for state in STATES}
    assert {State(name) for name in Case.OPEN} == {state for state in State if Act.WITHDRAW in acts_in(state)}


@pytest.mark.parametrize("state", State)
def test_in_every_state_whoevers_turn_it_is_can_move_the_case_on_or_it_is_final_with_a_way_on(state: State) -> None:
    if state in FINAL:
        assert acts_in(state) == set()
    else:
        assert STATES[state].turn in {WHO[act] for act in acts_in(state)}


@pytest.mark.parametrize("state", [state for state in State if state.value in Case.OPEN])
def test_in_every_open_state_somebody_is_told_when_it_takes_too_long(state: State) -> None:
    assert STATES[state].told_late


@pytest.mark.parametrize("state", [state for state in State if state.value in Case.OPEN])
def test_the_candidate_can_take_every_open_application_back(state: State) -> None:
    assert follow(state, Act.WITHDRAW) is State.WITHDRAWN


def test_every_state_is_reached_from_the_first_one() -> None:
    reached, edge = {State.SUBMITTED}, {State.SUBMITTED}
    while edge := {after for (was, _), after in TRANSITIONS.items() if was in edge} - reached:
        reached |= edge

    assert reached == set(State)


def test_every_act_is_of_some_use_and_every_act_is_somebodys() -> None:
    assert {act for _, act in TRANSITIONS} == set(Act) == set(WHO)


@pytest.mark.parametrize("state", State)
def test_from_every_state_there_is_a_way_to_an_end(state: State) -> None:
    reached = {state}
    while more := {after for (was, _), after in TRANSITIONS.items() if was in reached} - reached:
        reached |= more

    assert reached & set(FINAL)


def test_nothing_leads_out_of_an_approval_and_one_act_alone_into_it() -> None:
    assert acts_in(State.APPROVED) == set()
    assert [key for key, after in TRANSITIONS.items() if after is State.APPROVED] == [(State.IN_REVIEW, Act.APPROVE)]


def test_a_second_look_has_three_ends() -> None:
    assert {follow(State.APPEALED, act) for act in acts_in(State.APPEALED)} == {
        State.DECLINED,
        State.REOPENED,
        State.WITHDRAWN,
    }


def test_what_the_table_does_not_have_cannot_be_done() -> None:
    pairs = [(state, act) for state in State for act in Act if (state, act) not in TRANSITIONS]

    assert len(pairs) == len(State) * len(Act) - len(TRANSITIONS)
    assert {follow(*pair) for pair in pairs} == {None}
