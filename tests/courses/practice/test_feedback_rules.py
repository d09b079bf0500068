"""How coarsely answers are told, when they are released, and what may become of somebody's words."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.practice.rules import (
    CODE_LENGTH,
    CODE_LETTERS,
    Amount,
    Stand,
    amount_of,
    counts_for,
    is_due,
    plain_code,
    says_only_less,
    stand_of,
    told_code,
)

CLOSES = datetime(2026, 10, 25, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "whole", "amount"),
    [
        (9, 9, Amount.NEARLY_ALL),
        (8, 9, Amount.MOST),
        (6, 9, Amount.MOST),
        (5, 9, Amount.HALF),
        (4, 9, Amount.HALF),
        (2, 9, Amount.SOME),
        (1, 9, Amount.FEW),
        (0, 9, Amount.FEW),
    ],
)
def test_an_amount_is_told_in_a_word(part: int, whole: int, amount: Amount) -> None:
    assert amount_of(part, whole) is amount


@pytest.mark.parametrize(
    ("facts", "stand"),
    [
        ({"begun": False}, Stand.NOT_YET),
        ({}, Stand.OPEN),
        ({"closed": True}, Stand.CLOSED),
        ({"called_off": True, "begun": False}, Stand.CLOSED),
        ({"sealed": 5, "headcount": 5}, Stand.FULL),
        ({"sealed": 5, "headcount": 6}, Stand.OPEN),
        ({"sealed": 200}, Stand.FULL),
    ],
)
def test_a_round_takes_answers_while_it_is_open_and_people_are_left(facts: dict[str, int], stand: Stand) -> None:
    usual = {"begun": True, "called_off": False, "closed": False, "sealed": 0, "headcount": None}

    assert stand_of(**{**usual, **facts}) is stand  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "counted", "due"), [(-1, True, False), (0, True, True), (0, False, False), (11, False, True)]
)
def test_a_release_waits_for_closing_and_for_a_headcount_as_long_as_one_may_come(
    days: int, counted: bool, due: bool
) -> None:
    assert is_due(at=CLOSES + timedelta(days=days), closes_at=CLOSES, counted=counted) is due


@pytest.mark.parametrize(
    ("shortened", "only_less"),
    [
        ("Let […] speak more.", True),
        ("Let Amara speak more.", True),
        ("speak more.", True),
        ("", True),
        ("Let Bea speak more.", False),
        ("more. speak", False),
        ("Let Amara Amara speak more.", False),
    ],
)
def test_words_can_be_taken_out_and_none_put_in(shortened: str, only_less: bool) -> None:
    assert says_only_less(shortened, "Let Amara speak more.") is only_less


def test_a_code_is_read_however_it_is_typed() -> None:
    assert plain_code(" ab0o-1lI8 ") == "AB001118"


def test_a_code_is_told_in_two_halves() -> None:
    assert told_code("AB001118") == "AB00-1118"


def test_codes_are_too_many_to_guess() -> None:
    assert len(CODE_LETTERS) ** CODE_LENGTH > 10**12


def test_no_more_answers_count_than_people_were_counted() -> None:
    assert (counts_for(9, 6), counts_for(5, 6)) == (6, 5)
