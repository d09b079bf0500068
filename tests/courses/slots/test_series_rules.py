"""Which days a rule gives, and how a member of a series moves with another."""

from datetime import datetime, timedelta

import pytest

from courses.slots.rules import Clocks, Every, anchored, count_until, following, occurrences, rule_of

FIRST = datetime(2026, 10, 20, 18)  # noqa: DTZ001 - a wall clock, a Tuesday


def clocks(starts: datetime, *, closes: timedelta = timedelta(0), opens: datetime = FIRST) -> Clocks:
    """Sign-up closes so long before the start; places can be given back until then, too."""
    return Clocks(starts=starts, opens=opens, closes=starts - closes, until=starts - closes)


@pytest.mark.parametrize(
    ("first", "rule"),
    [(20, "BYDAY=3TU"), (6, "BYDAY=1TU"), (27, "BYDAY=4TU"), (29, "BYDAY=-1TH"), (31, "BYDAY=-1SA")],
)
def test_a_month_later_is_the_same_weekday_of_the_month_and_the_fifth_is_the_last(first: int, rule: str) -> None:
    assert rule_of(FIRST.replace(day=first), Every.MONTH, count=3) == f"FREQ=MONTHLY;{rule};COUNT=3"


@pytest.mark.parametrize("every", [*Every])
@pytest.mark.parametrize("day", [1, 15, 29, 31])
def test_a_rule_gives_as_many_dates_as_asked_and_begins_with_the_first(every: Every, day: int) -> None:
    first = FIRST.replace(day=day)

    dates = occurrences(rule_of(first, every, count=12), first)

    assert (len(dates), dates[0], {(date.weekday(), date.hour) for date in dates}) == (
        12,
        first,
        {(first.weekday(), 18)},
    )


@pytest.mark.parametrize("every", [*Every])
def test_a_rule_is_anchored_anew_in_the_same_rhythm(every: Every) -> None:
    later = FIRST + timedelta(days=15)

    assert anchored(rule_of(FIRST, every, count=9), later, count=2) == rule_of(later, every, count=2)


def test_sessions_are_counted_up_to_a_day() -> None:
    assert count_until(FIRST, Every.WEEK, until=FIRST + timedelta(weeks=3)) == 4
    assert count_until(FIRST, Every.WEEK, until=FIRST - timedelta(days=1)) == 0


def test_a_member_moves_as_far_as_the_other_and_keeps_its_own_distances() -> None:
    day, week = timedelta(days=1), timedelta(weeks=1)
    own = clocks(FIRST + week, closes=timedelta(hours=3))

    moved = following(own, clocks(FIRST), clocks(FIRST + day))

    assert moved == clocks(FIRST + week + day, closes=timedelta(hours=3))


def test_a_distance_that_changed_is_taken_over() -> None:
    week, hour = timedelta(weeks=1), timedelta(hours=1)

    moved = following(clocks(FIRST + week), clocks(FIRST), clocks(FIRST, closes=2 * hour))

    assert moved == clocks(FIRST + week, closes=2 * hour)


def test_sign_up_opens_for_all_on_the_day_that_was_changed() -> None:
    week, earlier = timedelta(weeks=1), FIRST - timedelta(days=30)

    moved = following(clocks(FIRST + week), clocks(FIRST), clocks(FIRST, opens=earlier))

    assert moved == clocks(FIRST + week, opens=earlier)
