"""Union and clipping, names, and whom a line is about: properties that hold for whatever is written."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.slots.rules.imports import Effect, effect_of
from courses.slots.rules.matching import Candidate, Known, RowReason, RowState
from courses.slots.rules.names import are_alike, name_key, spoken_names
from courses.slots.rules.stays import Stay, merged, minutes_of

START = datetime(2026, 10, 20, 19, tzinfo=UTC)
END = START + timedelta(hours=1)
SECONDS = st.integers(-3600, 7200)


def stay(one: int, other: int) -> Stay:
    return Stay(*(START + timedelta(seconds=second) for second in sorted((one, other))))


STAYS = st.lists(st.builds(stay, SECONDS, SECONDS), max_size=12)


@given(STAYS)
def test_the_union_is_what_counting_seconds_gives(stays: list[Stay]) -> None:
    seconds = {
        second
        for came, left in stays
        for second in range(int((came - START).total_seconds()), int((left - START).total_seconds()))
        if 0 <= second < 3600
    }

    assert minutes_of(merged(stays, START, END)) == len(seconds) // 60


@given(STAYS, st.randoms())
def test_the_order_of_lines_does_not_matter(stays: list[Stay], chance: Random) -> None:
    shuffled = list(stays)
    chance.shuffle(shuffled)

    assert merged(shuffled, START, END) == merged(stays, START, END)


@given(STAYS, STAYS)
def test_adding_lines_never_takes_minutes_away_and_repeating_them_adds_none(one: list[Stay], more: list[Stay]) -> None:
    alone, both = merged(one, START, END), merged(one + more, START, END)

    assert minutes_of(both) >= minutes_of(alone)
    assert merged([*one, *more, *one, *both], START, END) == both


@given(STAYS)
def test_what_was_merged_is_in_order_within_the_session_and_apart(stays: list[Stay]) -> None:
    whole = merged(stays, START, END)

    assert all(START <= came < left <= END for came, left in whole)
    assert all(one.left < other.came for one, other in pairwise(whole))


@given(st.text(max_size=40))
def test_a_name_has_one_key_however_often_it_is_made(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize(
    "name",
    ["Ana Silva", "ana  silva", "ANA SILVA (she/her)", "Ana Silva [they/them]", "Ana Silva#2", "Silva, Ana",
     "Ana (Ana Silva)", "Ana Silva (Guest)", "Ａｎａ Silva", "Ana\u00a0Silva (she, ella)"],
)  # fmt: skip
def test_a_name_is_found_in_all_its_disguises(name: str) -> None:
    assert "ana silva" in spoken_names(name)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("jose nunez", "josé núñez", True),
        ("ana", "ana silva", True),
        ("chidi okafr", "chidi okafor", True),
        ("victor hugo", "victor marin", False),
        ("iphone", "ana silva", False),
        ("", "ana silva", False),
    ],
)
def test_names_are_alike_where_a_reader_would_ask(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) is alike


VICTORS = Known(
    [
        Candidate(person=1, name="Victor", addresses=frozenset({"v1@example.org"})),
        Candidate(person=2, name="Victor", former_addresses=frozenset({"v1@example.org", "v2@example.org"})),
        Candidate(person=3, name="Ana Silva", aliases=frozenset({"nana"})),
    ]
)


def test_of_two_people_of_one_name_neither_is_taken() -> None:
    match = VICTORS.match(name="Victor")

    assert (match.state, match.reason, match.person, match.candidates) == (
        RowState.SUGGESTED,
        RowReason.SEVERAL,
        None,
        (1, 2),
    )


def test_an_address_is_whose_it_is_now_before_whose_it_was() -> None:
    assert (VICTORS.match(name="", address="v1@example.org").person, VICTORS.match(name="", address="v2@example.org").person) == (1, 2)  # fmt: skip  # noqa: E501


def test_an_address_comes_before_a_name() -> None:
    assert VICTORS.match(name="Nana", address="v1@example.org").person == 1
    assert VICTORS.match(name="Nana", address="new@example.org", stranger=9).reason is RowReason.NO_SEAT


def test_a_name_alone_is_never_a_match_unless_it_was_confirmed() -> None:
    assert VICTORS.match(name="Ana Silva").state is RowState.SUGGESTED
    assert VICTORS.match(name="Nana").reason is RowReason.BY_ALIAS


@pytest.mark.parametrize(
    ("own", "stands", "effect"),
    [
        (False, None, Effect.NEW),
        (False, (0, 52), Effect.CHANGES),
        (False, (1, 40), Effect.CHANGES),
        (False, (1, 52), Effect.SAME),
        (False, (2, 52), Effect.STAYS),
        (True, None, Effect.OWN),
    ],
)
def test_what_an_import_would_do(own: bool, stands: tuple[int, int] | None, effect: Effect) -> None:
    assert effect_of(own=own, stands=stands, minutes=52) is effect
