"""When a mail is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.mail.rules import PAUSES, next_attempt

AT = datetime(2026, 10, 20, 15, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (5, 720)])
def test_each_pause_is_longer_than_the_one_before(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, permanent=False, at=AT) == AT + timedelta(minutes=minutes)


def test_after_the_last_pause_staff_are_told() -> None:
    assert next_attempt(len(PAUSES) + 1, permanent=False, at=AT) is None


def test_what_can_never_succeed_is_not_tried_again() -> None:
    assert next_attempt(1, permanent=True, at=AT) is None
