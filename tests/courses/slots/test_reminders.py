"""When people are reminded: a day and an hour before, wherever clocks are changed in between, and as they wish."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from courses.slots import tasks
from courses.slots.actions import calendars, reminders, scheduling
from courses.slots.models import Slot
from courses.slots.rules import is_news
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# A session at noon on the day after clocks are changed, and how its day before is told: 24 hours are not a day there.
SWITCHES = [
    ("America/New_York", datetime(2026, 11, 1, 12, 0), datetime(2026, 10, 31, 13, 0)),  # noqa: DTZ001
    ("America/Toronto", datetime(2026, 11, 1, 12, 0), datetime(2026, 10, 31, 13, 0)),  # noqa: DTZ001
    ("America/New_York", datetime(2027, 3, 14, 12, 0), datetime(2027, 3, 13, 11, 0)),  # noqa: DTZ001
    ("America/Toronto", datetime(2027, 3, 14, 12, 0), datetime(2027, 3, 13, 11, 0)),  # noqa: DTZ001
    ("Europe/London", datetime(2026, 10, 25, 12, 0), datetime(2026, 10, 24, 13, 0)),  # noqa: DTZ001
    ("Europe/London", datetime(2026, 11, 1, 12, 0), datetime(2026, 10, 31, 12, 0)),  # noqa: DTZ001
    ("America/Sao_Paulo", datetime(2026, 11, 1, 12, 0), datetime(2026, 10, 31, 12, 0)),  # noqa: DTZ001
    ("America/Sao_Paulo", datetime(2027, 3, 14, 12, 0), datetime(2027, 3, 13, 12, 0)),  # noqa: DTZ001
    ("Asia/Kolkata", datetime(2026, 11, 1, 12, 0), datetime(2026, 10, 31, 12, 0)),  # noqa: DTZ001
    ("Asia/Kolkata", datetime(2027, 3, 14, 12, 0), datetime(2027, 3, 13, 12, 0)),  # noqa: DTZ001
]
# A session at 8 pm in New York on the evening before clocks are set back, and what people elsewhere read of it.
READERS = [
    ("America/New_York", "Sat 31 Oct 2026, 8:00–9:00 pm · New York"),
    ("America/Toronto", "Sat 31 Oct 2026, 8:00–9:00 pm · New York"),
    ("Europe/London", "Sat 31 Oct 2026, 8:00–9:00 pm · New York (your time: Sun 1 Nov 2026, 12:00 am)"),
    ("America/Sao_Paulo", "Sat 31 Oct 2026, 8:00–9:00 pm · New York (your time: 9:00 pm)"),
    ("Asia/Kolkata", "Sat 31 Oct 2026, 8:00–9:00 pm · New York (your time: Sun 1 Nov 2026, 5:30 am)"),
]


def a_seat(slot: Slot, person: User | None = None) -> User:
    person = person or UserFactory.create()
    scenes.sign_up(slot, person)
    return person


def remind(slot: Slot, before: timedelta) -> int:
    return reminders.remind(clock=road.at(slot.starts_at - before))


def names(person: User) -> list[str]:
    rows = OutgoingMail.objects.filter(person=person, name__startswith="slot_reminder").order_by("pk")
    return list(rows.values_list("name", flat=True))


@pytest.mark.parametrize(("zone", "starts", "day_before"), SWITCHES)
def test_a_day_before_is_24_hours_before_wherever_clocks_are_changed(
    zone: str, starts: datetime, day_before: datetime
) -> None:
    slot = scenes.a_slot(starts_at=starts.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), zone=zone)
    a_seat(slot)
    due = day_before.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

    counts = [reminders.remind(clock=road.at(moment)) for moment in (due - MINUTE, due, due + MINUTE)]

    assert counts == [0, 1, 0]


@pytest.mark.parametrize(("zone", "told"), READERS)
def test_a_reminder_tells_the_sessions_clock_and_the_readers(zone: str, told: str) -> None:
    starts = datetime(2026, 10, 31, 20, 0, tzinfo=ZoneInfo("America/New_York"))
    # Written in another year, so that the year is told whenever this test is run.
    slot = scenes.a_slot(starts_at=starts.astimezone(UTC), zone="America/New_York")
    person = a_seat(slot, UserFactory.create(time_zone=zone))

    remind(slot, DAY)

    year = "" if timezone.now().year == 2026 else " 2026"
    assert told.replace(" 2026", year) in words_of(person.mails.get(name="slot_reminder_day")).text


@pytest.mark.parametrize("starts", ["2026-11-01T05:30", "2026-11-01T06:30"])
def test_the_hour_that_comes_twice_is_reminded_of_an_hour_before_each(starts: str) -> None:
    """Half past one is told twice that night in New York; these are the two instants of it."""
    slot = scenes.a_slot(starts_at=datetime.fromisoformat(starts).replace(tzinfo=UTC))
    a_seat(slot)

    assert [remind(slot, HOUR + MINUTE), remind(slot, HOUR)] == [1, 1]
    assert OutgoingMail.objects.filter(name="slot_reminder_hour").count() == 1


def test_a_reminder_comes_once_though_it_is_due_late_and_again() -> None:
    slot = scenes.a_slot()
    person = a_seat(slot)

    counts = [remind(slot, before) for before in (20 * HOUR, 20 * HOUR, 10 * HOUR, 5 * MINUTE, MINUTE)]

    assert counts == [1, 0, 0, 1, 0]
    assert names(person) == ["slot_reminder_day", "slot_reminder_hour"]


def test_who_doesnt_want_a_reminder_gets_none() -> None:
    slot = scenes.a_slot()
    neither, hour, every = (a_seat(slot) for _ in range(3))
    calendars.choose_mails(person=neither, day_before=False, hour_before=False, afterwards=True)
    calendars.choose_mails(person=hour, day_before=False, hour_before=True, afterwards=True)

    remind(slot, DAY)
    remind(slot, HOUR)

    assert [names(person) for person in (neither, hour, every)] == [
        [],
        ["slot_reminder_hour"],
        ["slot_reminder_day", "slot_reminder_hour"],
    ]


def test_a_session_that_was_moved_is_reminded_of_anew() -> None:
    slot = scenes.a_slot()
    person = a_seat(slot)
    remind(slot, DAY)

    later = {"starts_at": slot.starts_at + 7 * DAY, "ends_at": slot.ends_at + 7 * DAY}
    clock = road.at(slot.starts_at - 20 * HOUR)
    scheduling.change(slot_id=slot.pk, changes=later, by=road.an_admin(), clock=clock)
    slot.refresh_from_db()

    assert (remind(slot, DAY), names(person)) == (1, ["slot_reminder_day"] * 2)


def test_who_has_just_read_of_a_move_is_not_reminded_at_once() -> None:
    slot = scenes.a_slot()
    a_seat(slot)
    remind(slot, DAY)

    later = {"starts_at": slot.starts_at + HOUR, "ends_at": slot.ends_at + HOUR}
    clock = road.at(slot.starts_at - 20 * HOUR)
    scheduling.change(slot_id=slot.pk, changes=later, by=road.an_admin(), clock=clock)
    slot.refresh_from_db()

    assert (remind(slot, 20 * HOUR), remind(slot, HOUR)) == (0, 1)


def test_a_seat_that_was_given_back_is_not_reminded_of() -> None:
    slot = scenes.a_slot()
    person = a_seat(slot)
    scenes.cancel(slot, person)

    assert remind(slot, DAY) == 0


def test_a_reminder_says_where_reminders_are_chosen() -> None:
    slot = scenes.a_slot()
    person = a_seat(slot)

    remind(slot, DAY)

    assert "http://testserver/sessions/mails/" in words_of(person.mails.get(name="slot_reminder_day")).text


def test_news_is_what_wasnt_told_since_the_reminders_own_time() -> None:
    starts = datetime(2035, 1, 16, 20, 0, tzinfo=UTC)

    assert [is_news(starts=starts, before=DAY, told=starts - DAY + late) for late in (-MINUTE, 0 * MINUTE, MINUTE)] == [
        True,
        True,
        False,
    ]


@pytest.mark.django_db(transaction=True)
def test_tasks_that_run_at_once_write_each_reminder_once() -> None:
    slot = scenes.a_slot(starts_in=timedelta(minutes=50))
    for _ in range(3):
        a_seat(slot)

    def run(_number: int) -> None:
        try:
            tasks.remind()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))

    assert OutgoingMail.objects.filter(name="slot_reminder_hour").count() == 3
    assert OutgoingMail.objects.filter(name="slot_host_day").count() == 1
