"""How certificates are numbered, how people type the numbers, and when a certificate can be revoked."""

import string
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.certificates.rules import (
    Facts,
    Kind,
    Reason,
    Standing,
    decide_proposal,
    number_of,
    spelled,
    standing,
)
from certification.certificates.words import KINDS, STANDINGS, WORDS

NUMBER = "C4C-2026-000123-4"
NUMBERS = st.builds(
    number_of,
    st.text(string.ascii_uppercase + string.digits, min_size=2, max_size=8),
    st.integers(min_value=2000, max_value=9999),
    st.integers(min_value=1, max_value=99_999_999),
)


def test_a_number_is_prefix_year_serial_and_check_character() -> None:
    assert [number_of("C4C", 2026, serial) for serial in (1, 123, 1_234_567)] == [
        "C4C-2026-000001-O",
        "C4C-2026-000123-4",
        "C4C-2026-1234567-2",
    ]


@given(number=NUMBERS)
def test_every_number_is_read_back_as_it_is_printed(number: str) -> None:
    assert spelled(number) == number


@given(number=NUMBERS, data=st.data())
def test_one_wrong_character_is_noticed_or_put_right(number: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(number) if character != "-"]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from(string.ascii_uppercase + string.digits))

    assert spelled(number[:place] + other + number[place + 1 :]) in (None, number)


def test_an_o_for_a_nought_is_put_right_among_digits_and_noticed_in_the_last_place() -> None:
    assert spelled("C4C-2O26-OOO001-O") == "C4C-2026-000001-O"
    assert spelled("C4C-2026-000001-0") is None


def test_two_neighbours_in_the_wrong_order_are_noticed_in_99_of_100_numbers() -> None:
    numbers = [number_of("C4C", 2026, serial) for serial in range(1, 2000)]
    swapped = {
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for number in numbers
        for place in range(9, 14)
        if number[place] != number[place + 1]
    }

    assert sum(spelled(number) is not None for number in swapped) < len(swapped) / 100


@pytest.mark.parametrize(
    "typed",
    [
        "  c4c-2026-000123-4\n",
        "C4C/2O26/OOOl23/4",
        "C4C 2026 000123 4",
        "C4C–2026–000123–4",
        "C4C - 2026 - 000123 - 4",
        "C4C\u20112026\u2011000123\u20114",
        "C4C−2026−000123−4",
        "Ｃ４Ｃ－２０２６－０００１２３－４",
        "C4C-2026-000123-4.",
        "\u200eC4C-2026-000123-4\u200e",
    ],
)
def test_a_number_is_understood_however_it_is_typed(typed: str) -> None:
    assert spelled(typed) == NUMBER


@pytest.mark.parametrize(
    "typed", ["", "-", "K", "C4C-2026-000123", "C4C-2026-123-K", "C4C-26-000123-4", "C4C-2026-000123-4K", "🪑" * 40]
)
def test_what_cannot_be_a_number_is_none(typed: str) -> None:
    assert spelled(typed) is None


@given(typed=st.text(max_size=60))
def test_whatever_is_typed_is_a_number_of_ours_or_none(typed: str) -> None:
    number = spelled(typed)

    assert number is None or spelled(number) == number


def test_a_certificate_holds_until_it_is_revoked() -> None:
    today = date(2026, 10, 2)
    assert standing(Facts(), today=today) is Standing.VALID
    assert standing(Facts(revoked_at=datetime(2026, 10, 1, tzinfo=UTC)), today=today) is Standing.REVOKED


@pytest.mark.parametrize(
    ("today", "found"),
    [(date(2026, 10, 1), Standing.VALID), (date(2026, 10, 2), Standing.VALID), (date(2026, 10, 3), Standing.EXPIRED)],
)
def test_one_that_is_given_for_a_time_holds_through_its_last_day(today: date, found: Standing) -> None:
    assert standing(Facts(valid_until=date(2026, 10, 2)), today=today) is found


def test_a_revoked_one_stays_revoked_after_its_last_day() -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)

    assert standing(Facts(revoked_at=at, valid_until=date(2026, 10, 2)), today=date(2027, 1, 1)) is Standing.REVOKED


@pytest.mark.parametrize(
    ("revoked", "own", "public_reason", "because"),
    [
        (False, False, "Issued to the wrong person.", ()),
        (True, False, "Again.", (Reason.ALREADY_REVOKED,)),
        (False, True, "I don't want it.", (Reason.OWN_CERTIFICATE,)),
        (False, False, " \n", (Reason.NO_REASON_GIVEN,)),
        (True, True, "", (Reason.ALREADY_REVOKED, Reason.OWN_CERTIFICATE, Reason.NO_REASON_GIVEN)),
    ],
)
def test_a_revocation_is_proposed_once_by_somebody_else_and_with_a_public_reason(
    revoked: bool, own: bool, public_reason: str, because: tuple[Reason, ...]
) -> None:
    assert decide_proposal(revoked=revoked, proposed=False, own=own, public_reason=public_reason) == because


def test_every_reason_and_standing_has_its_words() -> None:
    assert (set(WORDS), set(STANDINGS), set(KINDS)) == (set(Reason), set(Standing), set(Kind))
