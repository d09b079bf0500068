"""When a certificate can be renewed, when its holder is reminded, and who leads at present."""

from datetime import date, timedelta
from typing import Any

import pytest

from certification.certificates import rules
from certification.certificates.rules import Activity, Away, Reason
from certification.certificates.words import ACTIVITIES
from tests.certification.certificates.holding_scenes import REFLECTION

LAST, TODAY, CERTIFIED = date(2028, 10, 1), date(2028, 9, 1), date(2026, 10, 1)


def decided(**changes: Any) -> tuple[Reason, ...]:
    usual = {"revoked": False, "valid_until": LAST, "chats": 2, "chats_needed": 2, "reflection": REFLECTION}
    return rules.decide_renewal(**{**usual, "today": TODAY, **changes})


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({}, ()),
        ({"today": LAST - timedelta(days=183)}, ()),
        ({"today": LAST - timedelta(days=184)}, (Reason.NOT_YET_RENEWABLE,)),
        ({"today": LAST + timedelta(days=900)}, ()),
        ({"chats": 1}, (Reason.TOO_FEW_CHATS,)),
        ({"reflection": "I learned a lot."}, (Reason.NO_REFLECTION,)),
        ({"chats": 0, "reflection": ""}, (Reason.TOO_FEW_CHATS, Reason.NO_REFLECTION)),
        ({"valid_until": None}, (Reason.NEVER_EXPIRES,)),
        ({"revoked": True}, (Reason.ALREADY_REVOKED,)),
    ],
)
def test_a_renewal_takes_its_time_the_chats_and_a_few_sentences(
    changes: dict[str, Any], because: tuple[Reason, ...]
) -> None:
    assert decided(**changes) == because


@pytest.mark.parametrize(
    ("today", "until"),
    [(date(2028, 4, 1), date(2030, 10, 1)), (LAST, date(2030, 10, 1)), (date(2029, 2, 28), date(2031, 2, 28))],
)
def test_who_renews_early_loses_no_day_and_who_renews_late_begins_anew(today: date, until: date) -> None:
    assert rules.renewed_until(valid_until=LAST, months=24, today=today) == until


@pytest.mark.parametrize(
    ("left", "due", "on_leave"),
    [
        *((91, None, None), (-1, None, None)),
        *((90, 90, None), (31, 90, None), (30, 30, None), (8, 30, None), (7, 7, 7), (0, 7, 7)),
    ],
)
def test_a_reminder_is_the_nearest_that_was_reached_and_on_leave_the_last_alone(
    left: int, due: int | None, on_leave: int | None
) -> None:
    today = LAST - timedelta(days=left)

    found = [rules.reminder_due(valid_until=LAST, today=today, on_leave=away) for away in (False, True)]

    assert found == [due, on_leave]


def active(today: date, *, led: tuple[date, ...] = (), leaves: tuple[Away, ...] = ()) -> tuple[Activity, Activity]:
    """What the program knows, and what strangers are told."""
    facts: dict[str, Any] = {"certified_on": CERTIFIED, "led": led, "leaves": leaves, "today": today}
    return rules.activity(**facts), rules.activity_told(**facts)


@pytest.mark.parametrize(
    ("quiet", "found"),
    [
        *((0, Activity.ACTIVE), (365, Activity.ACTIVE)),
        *((366, Activity.GRACE), (457, Activity.GRACE), (458, Activity.ALUMNI)),
    ],
)
def test_a_year_without_a_chat_is_long_and_a_season_more_is_too_long(quiet: int, found: Activity) -> None:
    assert active(CERTIFIED + timedelta(days=quiet)) == (found, found)


def test_one_chat_is_the_way_back() -> None:
    today = CERTIFIED + timedelta(days=900)

    assert active(today, led=(today,))[0] is Activity.ACTIVE


def test_a_chat_that_is_still_ahead_counts_for_nothing() -> None:
    today = CERTIFIED + timedelta(days=400)

    assert active(today, led=(today + timedelta(days=1),))[0] is Activity.GRACE


def test_days_of_leave_are_not_counted_and_strangers_learn_nothing_of_it() -> None:
    leave = Away(CERTIFIED + timedelta(days=100), CERTIFIED + timedelta(days=499))

    assert active(CERTIFIED + timedelta(days=450), leaves=(leave,)) == (Activity.ON_LEAVE, Activity.ACTIVE)
    assert active(CERTIFIED + timedelta(days=765), leaves=(leave,))[0] is Activity.ACTIVE
    assert active(CERTIFIED + timedelta(days=766), leaves=(leave,))[0] is Activity.GRACE


def test_two_leaves_that_overlap_are_counted_once() -> None:
    leaves = tuple(Away(CERTIFIED + timedelta(days=1), CERTIFIED + timedelta(days=end)) for end in (50, 100))

    assert active(CERTIFIED + timedelta(days=465), leaves=leaves)[0] is Activity.ACTIVE
    assert active(CERTIFIED + timedelta(days=466), leaves=leaves)[0] is Activity.GRACE


@pytest.mark.parametrize(
    ("since", "until", "because"),
    [
        (TODAY, None, ()),
        (TODAY, TODAY, ()),
        (TODAY - timedelta(days=92), None, ()),
        (TODAY - timedelta(days=93), None, (Reason.LEAVE_TOO_LONG_AGO,)),
        (TODAY, TODAY - timedelta(days=1), (Reason.LEAVE_ENDS_TOO_EARLY,)),
    ],
)
def test_a_leave_is_told_within_a_season_and_ends_after_it_begins(
    since: date, until: date | None, because: tuple[Reason, ...]
) -> None:
    assert rules.decide_leave(since=since, until=until, today=TODAY) == because


def test_every_activity_has_its_words() -> None:
    assert set(ACTIVITIES) == set(Activity)
