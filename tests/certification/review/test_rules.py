"""The standard for facilitators: who may apply, what a decision needs, and what the decisions of a round come to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.review.rules import (
    MOST_ASKS,
    AskWords,
    Outcome,
    Reason,
    Rule,
    State,
    Tie,
    Vote,
    VoteFacts,
    Written,
    decide_answers,
    decide_appeal,
    decide_application,
    decide_close,
    decide_vote,
    decide_withdrawal,
    declines_needed,
    outcome,
)
from certification.review.words import TIES, TURNS, WHY, WORDS

TODAY = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
APPROVE, NOT_YET, DECLINE = Vote.APPROVE, Vote.NOT_YET, Vote.DECLINE


# --- applying -------------------------------------------------------------------------------------

READY: dict[str, Any] = {
    "eligible": True,
    "state": None,
    "certified": False,
    "name": "李小龍",
    "words": "Honest rooms.",
    "today": TODAY,
}


def test_who_meets_every_requirement_may_apply() -> None:
    assert not decide_application(**READY).refused


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"eligible": False}, Reason.NOT_ELIGIBLE),
        ({"state": State.IN_REVIEW}, Reason.ALREADY_OPEN),
        ({"certified": True}, Reason.ALREADY_CERTIFIED),
        ({"again_from": TODAY + timedelta(days=1)}, Reason.NOT_BEFORE),
        ({"name": " \n"}, Reason.NAME_MISSING),
        ({"words": ""}, Reason.MOTIVATION_MISSING),
    ],
)
def test_an_application_is_refused_with_the_one_reason_that_stands_against_it(
    fact: dict[str, Any], reason: Reason
) -> None:
    assert decide_application(**READY | fact).because == (reason,)


def test_an_application_hears_of_everything_that_is_missing_at_once() -> None:
    refusal = decide_application(
        eligible=False,
        state=State.SUBMITTED,
        certified=True,
        name="",
        words="",
        today=TODAY,
        again_from=date(2027, 1, 1),
    )

    assert len(refusal.because) == 6


def test_after_a_decline_one_may_apply_again_from_the_day_that_was_told() -> None:
    assert not decide_application(**READY, again_from=TODAY).refused


@pytest.mark.parametrize("state", State)
def test_of_all_open_applications_only_a_not_yet_can_be_sent_again(state: State) -> None:
    assert decide_application(**READY | {"state": state}).refused is (state is not State.CHANGES_REQUESTED)


def test_the_next_round_waits_until_every_next_step_is_answered() -> None:
    assert decide_answers([1, 2], {1: "I led one more.", 2: "  "}).because == (Reason.ANSWER_MISSING,)
    assert decide_answers([1, 2], {1: "I led one more."}).refused
    assert not decide_answers([1, 2], {1: "I led one more.", 2: "I paused."}).refused


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (State.SUBMITTED, True),
        (State.IN_REVIEW, True),
        (State.CHANGES_REQUESTED, True),
        (State.APPEALED, True),
        (State.REOPENED, True),
        (State.APPROVED, False),
        (State.DECLINED, False),
        (State.WITHDRAWN, False),
    ],
)
def test_an_open_application_can_be_taken_back_by_its_candidate_and_nobody_else(state: State, may: bool) -> None:
    assert decide_withdrawal(candidate=True, state=state).refused is not may
    assert Reason.NOT_THE_CANDIDATE in decide_withdrawal(candidate=False, state=state).because


# --- a second look --------------------------------------------------------------------------------

DECLINED: dict[str, Any] = {
    "candidate": True,
    "state": State.DECLINED,
    "appealed": False,
    "another_open": False,
    "certified": False,
    "until": NOW + timedelta(days=30),
    "words": "You saw one dialogue only.",
    "at": NOW,
}


def test_after_a_decline_the_candidate_may_ask_for_a_second_look_until_the_last_moment() -> None:
    assert not decide_appeal(**DECLINED).refused
    assert not decide_appeal(**DECLINED | {"at": DECLINED["until"]}).refused


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"candidate": False}, Reason.NOT_THE_CANDIDATE),
        ({"state": State.CHANGES_REQUESTED}, Reason.NO_APPEAL),
        ({"state": State.WITHDRAWN}, Reason.NO_APPEAL),
        ({"appealed": True}, Reason.APPEALED_ALREADY),
        ({"appealed": True, "state": State.APPEALED}, Reason.APPEALED_ALREADY),
        ({"another_open": True}, Reason.ALREADY_OPEN),
        ({"certified": True}, Reason.ALREADY_CERTIFIED),
        ({"at": NOW + timedelta(days=30, seconds=1)}, Reason.APPEAL_TOO_LATE),
        ({"words": " "}, Reason.WORDS_MISSING),
    ],
)
def test_a_second_look_is_refused_with_the_one_reason_that_stands_against_it(
    fact: dict[str, Any], reason: Reason
) -> None:
    assert decide_appeal(**DECLINED | fact).because == (reason,)


# --- one vote -------------------------------------------------------------------------------------

STEP = AskWords(text="Lead one more.", met_by="A pause after each question.", by_date=TODAY + timedelta(days=1))
YES = Written(decision=APPROVE, reason="I saw it twice.")
LATER = Written(decision=NOT_YET, reason="I wasn't sure.", asks=(STEP,))
NO = Written(decision=DECLINE, reason="I saw harm.", letter="Thank you for all you gave.")
SEATED = VoteFacts(appeal=False, in_review=True, decided=False, seat=True, open_asks=(), history=12, today=TODAY)


@pytest.mark.parametrize("written", [YES, LATER, NO])
def test_a_vote_with_its_reason_is_taken(written: Written) -> None:
    assert not decide_vote(written, SEATED, changing=False).refused


@pytest.mark.parametrize(
    ("written", "facts", "reason"),
    [
        (YES, {"in_review": False, "seat": False}, Reason.NOT_IN_REVIEW),
        (YES, {"decided": True}, Reason.ALREADY_DECIDED),
        (YES, {"seat": False}, Reason.SEATS_TAKEN),
        (LATER, {"appeal": True}, Reason.NO_NOT_YET_HERE),
        (replace(YES, seen=11), {}, Reason.EVIDENCE_MOVED),
        (replace(YES, reason=" "), {}, Reason.REASON_MISSING),
        (replace(LATER, asks=()), {}, Reason.ASK_MISSING),
        (replace(LATER, asks=(AskWords(), AskWords(by_date=TODAY))), {}, Reason.ASK_MISSING),
        (replace(LATER, asks=(replace(STEP, met_by=" "),)), {}, Reason.ASK_HALF),
        (replace(LATER, asks=(replace(STEP, text=""),)), {}, Reason.ASK_HALF),
        (replace(LATER, asks=(replace(STEP, by_date=None),)), {}, Reason.ASK_HALF),
        (replace(LATER, asks=(replace(STEP, by_date=TODAY),)), {}, Reason.ASK_DATE_PAST),
        (replace(LATER, asks=(STEP,) * 4), {}, Reason.TOO_MANY_ASKS),
        (replace(NO, letter="\n"), {}, Reason.LETTER_MISSING),
        (YES, {"open_asks": (7,)}, Reason.ASK_UNANSWERED),
        (replace(YES, verdicts={8: "met"}), {"open_asks": (7,)}, Reason.ASK_UNANSWERED),
        (replace(YES, verdicts={7: "still_open"}), {"open_asks": (7,)}, Reason.ASK_STILL_OPEN),
    ],
)
def test_a_vote_is_refused_with_the_one_reason_that_stands_against_it(
    written: Written, facts: dict[str, Any], reason: Reason
) -> None:
    assert decide_vote(written, replace(SEATED, **facts), changing=False).because == (reason,)


def test_a_step_that_is_still_open_can_be_said_with_anything_but_an_approval() -> None:
    again = replace(SEATED, open_asks=(7,))

    for written in (LATER, NO):
        assert not decide_vote(replace(written, verdicts={7: "still_open"}), again, changing=False).refused


def test_a_vote_is_changed_by_who_has_cast_one_and_with_a_reason() -> None:
    decided = replace(SEATED, decided=True)

    assert decide_vote(YES, SEATED, changing=True).because == (Reason.NOT_DECIDED, Reason.WORDS_MISSING)
    assert decide_vote(YES, decided, changing=True).because == (Reason.WORDS_MISSING,)
    assert not decide_vote(replace(YES, changed_because="I read it again."), decided, changing=True).refused


def test_next_steps_belong_to_a_not_yet_only() -> None:
    assert replace(YES, asks=(STEP,)).asked == ()
    assert replace(LATER, asks=(STEP, AskWords())).asked == (STEP,)


@given(st.integers(0, 8))
def test_a_vote_has_one_to_three_next_steps(count: int) -> None:
    decision = decide_vote(replace(LATER, asks=(STEP,) * count), SEATED, changing=False)

    assert decision.refused is not (1 <= count <= MOST_ASKS == 3)


# --- what votes come to ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "needed", "seats", "votes", "found"),
    [
        (Rule.NO_OBJECTION, 2, 2, "", Outcome.OPEN),
        (Rule.NO_OBJECTION, 2, 2, "A", Outcome.OPEN),
        (Rule.NO_OBJECTION, 2, 2, "N", Outcome.OPEN),
        (Rule.NO_OBJECTION, 2, 2, "AA", Outcome.APPROVED),
        (Rule.NO_OBJECTION, 2, 2, "AN", Outcome.NOT_YET),
        (Rule.NO_OBJECTION, 2, 2, "AD", Outcome.NOT_YET),
        (Rule.NO_OBJECTION, 2, 2, "ND", Outcome.NOT_YET),
        (Rule.NO_OBJECTION, 2, 2, "DD", Outcome.DECLINED),
        (Rule.NO_OBJECTION, 1, 1, "A", Outcome.APPROVED),
        (Rule.NO_OBJECTION, 1, 1, "D", Outcome.DECLINED),
        (Rule.NO_OBJECTION, 3, 3, "ADD", Outcome.DECLINED),
        (Rule.NO_OBJECTION, 3, 3, "AAD", Outcome.NOT_YET),
        (Rule.N_OF_M, 2, 3, "AN", Outcome.OPEN),
        (Rule.N_OF_M, 2, 3, "ANA", Outcome.APPROVED),
        (Rule.N_OF_M, 2, 3, "AA", Outcome.APPROVED),
        (Rule.N_OF_M, 2, 3, "NN", Outcome.NOT_YET),
        (Rule.N_OF_M, 2, 3, "ND", Outcome.NOT_YET),
        (Rule.N_OF_M, 2, 3, "DD", Outcome.DECLINED),
        (Rule.N_OF_M, 3, 5, "AANN", Outcome.OPEN),
        (Rule.N_OF_M, 3, 5, "ADDD", Outcome.DECLINED),
        (Rule.UNANIMOUS, 3, 3, "AA", Outcome.OPEN),
        (Rule.UNANIMOUS, 3, 3, "AAA", Outcome.APPROVED),
        (Rule.UNANIMOUS, 3, 3, "AN", Outcome.OPEN),
        (Rule.UNANIMOUS, 3, 3, "AAN", Outcome.NOT_YET),
        (Rule.UNANIMOUS, 3, 3, "ADD", Outcome.DECLINED),
    ],
)
def test_what_votes_come_to(rule: Rule, needed: int, seats: int, votes: str, found: Outcome) -> None:
    cast = [{"A": APPROVE, "N": NOT_YET, "D": DECLINE}[vote] for vote in votes]

    assert outcome(cast, rule=rule, needed=needed, seats=seats) is found


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        ([], Outcome.OPEN),
        ([DECLINE], Outcome.OPEN),
        ([APPROVE], Outcome.OPEN),
        ([DECLINE, DECLINE], Outcome.STANDS),
        ([APPROVE, DECLINE], Outcome.REOPENED),
        ([APPROVE, APPROVE], Outcome.REOPENED),
    ],
)
def test_a_second_look_stands_if_nobody_doubts_and_opens_the_case_again_with_one_doubt(
    votes: list[Vote], found: Outcome
) -> None:
    assert outcome(votes, rule=Rule.NO_OBJECTION, needed=2, seats=2, appeal=True) is found


@st.composite
def rounds(draw: st.DrawFn) -> dict[str, Any]:
    """A round as a pathway may ask for it, and any votes of its panel."""
    rule = draw(st.sampled_from(Rule))
    needed = draw(st.integers(1, 4))
    seats = needed + draw(st.integers(0, 3)) if rule is Rule.N_OF_M else needed
    votes = draw(st.lists(st.sampled_from(Vote), max_size=seats))
    return {"votes": votes, "rule": rule, "needed": needed, "seats": seats}


@given(rounds())
def test_nobody_is_approved_with_fewer_approvals_than_the_pathway_asks(row: dict[str, Any]) -> None:
    if outcome(**row) is Outcome.APPROVED:
        assert row["votes"].count(APPROVE) >= row["needed"]


@given(rounds())
def test_nobody_is_approved_over_an_open_objection_but_where_so_many_of_a_panel_suffice(row: dict[str, Any]) -> None:
    if outcome(**row) is Outcome.APPROVED and row["rule"] is not Rule.N_OF_M:
        assert set(row["votes"]) == {APPROVE}


@given(rounds(), st.booleans())
def test_the_order_of_votes_changes_nothing(row: dict[str, Any], appeal: bool) -> None:
    orders = permutations(row.pop("votes")[:5])

    assert len({outcome(votes, **row, appeal=appeal) for votes in orders}) == 1


@given(rounds())
def test_once_the_whole_panel_has_voted_there_is_an_answer(row: dict[str, Any]) -> None:
    if len(row["votes"]) == row["seats"]:
        assert outcome(**row) is not Outcome.OPEN


@given(rounds())
def test_a_decline_takes_more_than_half_of_those_who_were_asked(row: dict[str, Any]) -> None:
    if outcome(**row) is Outcome.DECLINED:
        assert row["votes"].count(DECLINE) * 2 > row["seats"]


@given(rounds())
def test_one_more_approval_never_turns_an_approval_into_anything_else(row: dict[str, Any]) -> None:
    if outcome(**row) is Outcome.APPROVED:
        assert outcome(**row | {"votes": [*row["votes"], APPROVE]}) is Outcome.APPROVED


@given(rounds())
def test_a_second_look_never_stands_over_a_doubt_nor_before_all_have_looked(row: dict[str, Any]) -> None:
    if outcome(**row, appeal=True) is Outcome.STANDS:
        assert (len(row["votes"]) >= row["needed"], set(row["votes"]) & {APPROVE}) == (True, set())


def test_more_than_half_is_a_whole_person() -> None:
    assert [declines_needed(seats) for seats in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]


# --- telling the candidate ------------------------------------------------------------------------

TOLD: dict[str, Any] = {
    "voted": True,
    "chosen": 1,
    "proposed": 1,
    "letter": "",
    "way_forward": "",
    "open_round": True,
}
KIND = {"letter": "Thank you for all you gave.", "way_forward": "Lead with a friend for a while.", "chosen": 0}


def test_one_of_those_who_decided_tells_a_not_yet_with_its_next_steps_and_a_decline_with_kind_words() -> None:
    assert not decide_close(Outcome.NOT_YET, **TOLD).refused
    assert not decide_close(Outcome.DECLINED, **TOLD | KIND).refused


@pytest.mark.parametrize(
    ("found", "facts", "because"),
    [
        (Outcome.NOT_YET, {"open_round": False}, (Reason.NOT_IN_REVIEW,)),
        (Outcome.NOT_YET, {"voted": False}, (Reason.NOT_DECIDED,)),
        (Outcome.OPEN, {}, (Reason.NOT_SETTLED,)),
        (Outcome.APPROVED, {}, (Reason.NOT_SETTLED,)),
        (Outcome.NOT_YET, {"chosen": 0}, (Reason.ASK_MISSING,)),
        (Outcome.NOT_YET, {"chosen": 4}, (Reason.TOO_MANY_ASKS,)),
        (Outcome.DECLINED, {}, (Reason.LETTER_MISSING, Reason.WAY_FORWARD_MISSING)),
        (Outcome.DECLINED, KIND | {"letter": " "}, (Reason.LETTER_MISSING,)),
        (Outcome.DECLINED, KIND | {"way_forward": " "}, (Reason.WAY_FORWARD_MISSING,)),
    ],
)
def test_telling_is_refused_with_the_reasons_that_stand_against_it(
    found: Outcome, facts: dict[str, Any], because: tuple[Reason, ...]
) -> None:
    assert decide_close(found, **TOLD | facts).because == because


@pytest.mark.parametrize("found", list(Outcome))
@pytest.mark.parametrize("proposed", [0, 2])
def test_who_has_not_decided_reads_nothing_of_what_the_votes_come_to_by_trying_to_tell_it(
    found: Outcome, proposed: int
) -> None:
    tried = TOLD | {"voted": False, "chosen": 0, "proposed": proposed}

    assert decide_close(found, **tried).because == (Reason.NOT_DECIDED,)


def test_where_nobody_proposed_a_next_step_a_not_yet_is_told_in_words_with_a_way_forward() -> None:
    nothing = TOLD | {"chosen": 0, "proposed": 0}

    assert decide_close(Outcome.NOT_YET, **nothing).because == (Reason.LETTER_MISSING, Reason.WAY_FORWARD_MISSING)
    assert not decide_close(Outcome.NOT_YET, **nothing | KIND).refused


# --- words ----------------------------------------------------------------------------------------


def test_every_code_has_words() -> None:
    assert (set(WORDS), set(TIES)) == (set(Reason), set(Tie))
    assert all(str(words).strip() for table in (WORDS, TIES, WHY, TURNS) for words in table.values())
