"""What is told of how somebody decides beside others, and to whom nothing is told."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification.review.rules import Manner, Reason, Tried, Vote, decide_making, decide_try, distribution, manner
from certification.review.rules.anonymous import without_names

YES, NOT_YET, NO = Vote.APPROVE, Vote.NOT_YET, Vote.DECLINE
votes = st.sampled_from(list(Vote))
tries = st.lists(st.builds(Tried, own=votes, others=st.lists(votes, min_size=2, max_size=6).map(tuple)), max_size=14)


def of(own: Vote, *others: Vote, times: int = 8) -> list[Tried]:
    return [Tried(own, others)] * times


def test_who_always_asks_for_more_than_all_others_is_told() -> None:
    assert manner(of(NOT_YET, YES, YES)) is Manner.HARSHER


def test_who_always_asks_for_less_than_all_others_is_told() -> None:
    assert manner(of(YES, NOT_YET, NOT_YET)) is Manner.MILDER


def test_of_fewer_than_eight_exercises_nothing_is_told() -> None:
    assert manner(of(NO, YES, YES, times=7)) is Manner.TOO_FEW


def test_exercises_with_one_other_person_do_not_count() -> None:
    assert manner(of(NO, YES, times=30)) is Manner.TOO_FEW


def test_who_decides_as_the_others_is_alike() -> None:
    assert manner(of(YES, YES, YES, times=30)) is Manner.ALIKE


def test_a_few_harsher_decisions_are_within_chance() -> None:
    # One of 3 in each of 4: (1/3) ** 4 = 0.012, twice that is above the bound.
    assert manner([*of(NOT_YET, YES, YES, times=4), *of(YES, YES, YES, times=4)]) is Manner.ALIKE
    # (1/3) ** 5 = 0.004, twice that is below it.
    assert manner([*of(NOT_YET, YES, YES, times=5), *of(YES, YES, YES, times=3)]) is Manner.HARSHER


def test_harsher_here_and_milder_there_is_alike() -> None:
    assert manner([*of(NOT_YET, YES, YES), *of(YES, NOT_YET, NOT_YET)]) is Manner.ALIKE


def test_what_would_not_be_noticed_is_not_said_however_sure_it_is() -> None:
    assert manner([*of(NOT_YET, YES, YES, YES, times=20), *of(YES, YES, YES, YES, times=80)]) is Manner.ALIKE


def test_that_all_closed_cases_are_approvals_makes_nobody_harsher() -> None:
    mixed = [Tried(own, others) for own, *rest in product([YES, NOT_YET], repeat=3) for others in [tuple(rest)]]

    assert manner(mixed * 3) is Manner.ALIKE


@given(tries)
def test_turning_all_decisions_around_turns_the_word_around(rows: list[Tried]) -> None:
    other = {Manner.HARSHER: Manner.MILDER, Manner.MILDER: Manner.HARSHER}
    around = {YES: NO, NOT_YET: NOT_YET, NO: YES}
    turned = [Tried(around[row.own], tuple(around[vote] for vote in row.others)) for row in rows]

    assert manner(turned) is other.get(manner(rows), manner(rows))


@given(tries)
def test_the_order_of_exercises_and_of_people_tells_nothing(rows: list[Tried]) -> None:
    shuffled = [Tried(row.own, tuple(reversed(row.others))) for row in reversed(rows)]

    assert manner(shuffled) is manner(rows)


@given(tries)
def test_exercises_that_all_decided_alike_make_nobody_harsher(rows: list[Tried]) -> None:
    alike = [Tried(row.own, (row.own,) * len(row.others)) for row in rows]

    assert manner(alike) in (Manner.ALIKE, Manner.TOO_FEW)


@settings(max_examples=30)
@given(rows=tries, number=st.integers(0, 12))
def test_a_decision_that_is_harsher_never_makes_somebody_milder(rows: list[Tried], number: int) -> None:
    order = [Manner.MILDER, Manner.ALIKE, Manner.HARSHER]
    before = manner(rows)
    if before is Manner.TOO_FEW or number >= len(rows):
        return
    row = rows[number]

    after = manner([*rows[:number], Tried(NO, row.others), *rows[number + 1 :]])

    assert order.index(after) >= order.index(before) or before is Manner.HARSHER


def test_of_those_who_judge_like_all_others_at_most_two_in_a_hundred_are_told_that_they_lean() -> None:
    chance = random.Random(7)  # noqa: S311
    cases = [[chance.choice([0.1, 0.3, 0.9]) for _ in range(12)] for _ in range(400)]
    told = [manner([_by_lot(chance, share) for share in shares]) in (Manner.HARSHER, Manner.MILDER) for shares in cases]

    assert sum(told) <= 8


def _by_lot(chance: random.Random, share: float) -> Tried:
    """Five people who say *not yet* with the same chance."""
    drawn = [NOT_YET if chance.random() < share else YES for _ in range(5)]
    return Tried(drawn[0], tuple(drawn[1:]))


# --- what is shown, and who takes part ------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, 4])
def test_of_fewer_than_five_no_distribution_is_told(number: int) -> None:
    assert distribution([YES] * number) is None


def test_from_five_on_the_distribution_is_told() -> None:
    assert distribution([YES, YES, NO, YES, NOT_YET]) == {YES: 3, NOT_YET: 1, NO: 1}


GOOD = {"closed": True, "agreed": True, "there": False, "read": True}


@pytest.mark.parametrize(
    ("fields", "because"),
    [
        ({}, ()),
        ({"closed": False}, (Reason.NOT_CLOSED,)),
        ({"agreed": False}, (Reason.NO_AGREEMENT,)),
        ({"there": True}, (Reason.ALREADY_THERE,)),
        ({"read": False}, (Reason.NOT_READ,)),
    ],
)
def test_an_exercise_is_made_once_of_what_is_closed_agreed_to_and_read(
    fields: dict[str, bool], because: tuple[Reason, ...]
) -> None:
    assert decide_making(**{**GOOD, **fields}, words=["They wrote."]).because == because


TRY = {"offered": True, "member": True, "tied": False, "knows": False, "decided": False}


@pytest.mark.parametrize(
    ("fields", "because"),
    [
        ({}, ()),
        ({"offered": False}, (Reason.EXERCISE_OVER,)),
        ({"member": False}, (Reason.NOT_CORE_GROUP,)),
        ({"tied": True}, (Reason.TIED_YOURSELF,)),
        ({"knows": True}, (Reason.KNOWS_THE_ANSWER,)),
        ({"decided": True}, (Reason.ALREADY_DECIDED,)),
    ],
)
def test_who_practises_decides_once_and_does_not_know_the_answer(
    fields: dict[str, bool], because: tuple[Reason, ...]
) -> None:
    assert decide_try(**{**TRY, **fields}, reason="I read it.").because == because


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Camila Duarte led it.", "the candidate led it."),
        ("camila's pause; DUARTE waited.", "the candidate's pause; the candidate waited."),
        ("Camilas und Duarteen bleiben.", "Camilas und Duarteen bleiben."),
        ("Imani saw Camila.", "an observer saw the candidate."),
        ("Nguyễn Thị Ánh spoke.", "a colleague spoke."),
        ("李小龍說得好。", "a colleague說得好。"),
        ("Al is a word.", "Al is a word."),
    ],
)
def test_known_names_are_replaced_whole_and_in_part(text: str, cleaned: str) -> None:
    names = {
        "Camila Duarte": "the candidate",
        "Imani Whitfield": "an observer",
        "Nguyễn Thị Ánh": "a colleague",
        "李小龍": "a colleague",
        "Al Kim": "a colleague",
    }

    assert without_names(text, names) == cleaned


@given(st.text(max_size=40), st.text(min_size=1, max_size=12))
def test_no_name_breaks_the_cleaning(text: str, name: str) -> None:
    assert isinstance(without_names(text, {name: "somebody"}), str)
