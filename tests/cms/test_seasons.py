"""Seasons lie one after the other, without a gap and without a day in two of them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cms.rules.impact import Cell, next_told, percent
from cms.rules.seasons import Season, season_from, season_of, seasons_between
from cms.words.impact import season_name

DAYS = some.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))


@given(DAYS)
def test_every_day_lies_within_its_season(day: date) -> None:
    season = season_of(day)

    assert season.begins <= day <= season.ends


@given(DAYS)
def test_one_season_begins_on_the_day_after_the_one_before(day: date) -> None:
    season = season_of(day)

    assert season_of(season.begins - timedelta(days=1)) == season.before
    assert season.before.next == season


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 1, 1), "2026-spring"), (date(2026, 7, 31), "2026-spring"), (date(2026, 8, 1), "2026-autumn")],
)
def test_autumn_begins_in_august_and_spring_in_january(day: date, name: str) -> None:
    assert season_of(day).key == name


@given(DAYS)
def test_a_key_leads_back_to_its_season(day: date) -> None:
    assert season_from(season_of(day).key) == season_of(day)


@pytest.mark.parametrize(
    "key", ["", "2026", "2026-winter", "autumn-2026", "0000-spring", "0001-autumn", "20266-spring"]
)
def test_what_is_no_season_is_none(key: str) -> None:
    assert season_from(key) is None


def test_seasons_without_a_chat_stand_between_others() -> None:
    found = seasons_between(Season(2025, autumn=True), Season(2026, autumn=True))

    assert [season_name(season) for season in found] == ["Autumn 2025", "Spring 2026", "Autumn 2026"]


def told(count: int) -> Cell | None:
    return Cell(count, count) if count else None


@given(some.lists(some.integers(0, 40), max_size=30))
def test_no_two_views_of_a_figure_differ_by_fewer_than_five(counts: list[int]) -> None:
    views = [0]
    standing = None
    for count in counts:
        standing = next_told(standing, told(count), least=5)
        views.append(standing.value if standing else 0)

    assert all(before == after or abs(before - after) >= 5 for before, after in pairwise(views))
    assert all(view == 0 or view >= 5 for view in views)


@given(some.integers(0, 40), some.integers(0, 40))
def test_telling_twice_is_telling_once(before: int, count: int) -> None:
    once = next_told(told(before if before >= 5 else 0), told(count), least=5)

    assert next_told(once, told(count), least=5) == once


@pytest.mark.parametrize(("yes", "answers", "shown"), [(0, 9, 0), (9, 9, 100), (1, 8, 13), (286, 311, 92), (2, 3, 67)])
def test_a_percentage_is_a_whole_number_and_a_half_goes_up(yes: int, answers: int, shown: int) -> None:
    assert percent(yes, answers) == shown
