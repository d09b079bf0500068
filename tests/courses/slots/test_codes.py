"""The six digits: when which code counts, on one server and on two, and how hopeless it is to guess them."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.slots import rules
from courses.slots.rules import codes

SECRET = b"a slot's secret"
START = datetime(2026, 10, 20, 15, 0, tzinfo=UTC)
SECONDS = st.integers(0, 10**9)
TOLERANCES = st.sampled_from([0, 1])


def moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, tz=UTC)


def counts(shown: datetime, typed: datetime, *, tolerance: int) -> bool:
    """Whether the code that was shown at one moment counts when it is typed at another."""
    return codes.step_of(shown) in codes.accepted_steps(typed, tolerance=tolerance)


@given(SECONDS, TOLERANCES)
def test_the_code_that_is_shown_now_counts(second: int, tolerance: int) -> None:
    assert counts(moment(second), moment(second), tolerance=tolerance)


@given(SECONDS, TOLERANCES, st.integers(61, 10**6))
def test_a_code_of_61_seconds_ago_never_counts(second: int, tolerance: int, age: int) -> None:
    assert not counts(moment(second), moment(second + age), tolerance=tolerance)


@given(SECONDS, st.integers(0, 30))
def test_with_tolerance_a_code_counts_for_at_least_thirty_seconds(second: int, age: int) -> None:
    assert counts(moment(second), moment(second + age), tolerance=1)


def test_every_age_of_a_code_at_every_second_of_its_half_minute() -> None:
    oldest = {
        tolerance: max(
            age
            for second in range(30)
            for age in range(120)
            if counts(moment(3000 + second), moment(3000 + second + age), tolerance=tolerance)
        )
        for tolerance in (0, 1)
    }

    assert oldest == {0: 29, 1: 59}


@given(SECONDS, st.integers(-30, 30))
def test_two_servers_one_step_apart_take_each_others_codes(second: int, apart: int) -> None:
    assert counts(moment(second + apart), moment(second), tolerance=1)


def test_a_code_of_two_steps_ahead_does_not_count() -> None:
    assert not counts(START + timedelta(seconds=60), START, tolerance=1)


@given(SECONDS)
def test_the_server_says_for_how_long_the_code_stands(second: int) -> None:
    left = codes.valid_for(moment(second))

    same = codes.step_of(moment(second + left - 1)) == codes.step_of(moment(second))
    assert (1 <= left <= 30, same, codes.step_of(moment(second + left))) == (
        True,
        True,
        codes.step_of(moment(second)) + 1,
    )


@given(st.binary(min_size=1), SECONDS)
def test_a_code_is_always_six_digits(secret: bytes, step: int) -> None:
    assert re.fullmatch(r"[0-9]{6}", codes.code_of(secret, step))


def test_codes_do_not_favour_any_digits() -> None:
    shown = [codes.code_of(SECRET, step) for step in range(20_000)]

    share = [sum(code[place] == digit for code in shown) / 20_000 for place in range(6) for digit in "0123456789"]
    assert 0.09 < min(share) <= max(share) < 0.11


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "１２３４５６", "abcdef", "000000\x00"])
def test_what_is_no_code_is_never_right(typed: str) -> None:
    assert not codes.is_right(SECRET, typed, tolerance=1, at=START)


def test_another_slots_code_is_not_right() -> None:
    shown = codes.code_of(b"another slot's secret", codes.step_of(START))

    assert not codes.is_right(SECRET, shown, tolerance=1, at=START)


def test_the_docs_tell_the_chance_to_guess_that_follows_from_the_limits() -> None:
    window, told = timedelta(minutes=75), Path("docs/operations.md").read_text()
    chances = [
        rules.chance_to_guess(window=window, codes=len(codes.accepted_steps(START, tolerance=1)), tries=tries)
        for tries in (rules.ANONYMOUS_TRIES, rules.ACCOUNT_TRIES)
    ]

    assert [f"{chance:.3%}" in told for chance in chances] == [True, True]
    assert max(chances) < 0.001
