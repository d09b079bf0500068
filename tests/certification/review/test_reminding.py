"""Reminders of next steps: a week before their day and once after it, seldom, and never to who rests."""

from datetime import date, datetime, timedelta

import pytest

from certification.review import actions, rules
from certification.review.models import Ask
from certification.review.rules import Reminder
from courses.progress.actions import enrolments
from lms.mail.models import OutgoingMail
from tests import scenes

DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "told", "expected"),
    [
        (date(2026, 12, 23), date(2026, 11, 1), None),
        (date(2026, 12, 24), date(2026, 11, 1), Reminder.SOON),
        (date(2026, 12, 30), date(2026, 11, 1), Reminder.SOON),
        (date(2026, 12, 30), date(2026, 12, 24), None),
        (date(2026, 12, 30), date(2026, 12, 23), Reminder.SOON),
        (date(2026, 12, 31), date(2026, 11, 1), None),
        (date(2027, 1, 1), date(2026, 12, 30), Reminder.PASSED),
        (date(2027, 1, 7), date(2026, 11, 1), Reminder.PASSED),
        (date(2027, 1, 8), date(2026, 11, 1), None),
    ],
)
def test_a_step_is_spoken_of_in_the_week_before_its_day_and_in_the_week_after_it(
    today: date, told: date, expected: Reminder | None
) -> None:
    assert rules.reminder(DAY, told=told, today=today) is expected


def remind(day: date) -> int:
    return actions.remind_of_asks(clock=scenes.at(datetime(day.year, day.month, day.day, 15, tzinfo=scenes.NOW.tzinfo)))


def mails() -> list[str]:
    rows = OutgoingMail.objects.filter(name__startswith="application_step").order_by("pk")
    return list(rows.values_list("name", flat=True))


@pytest.mark.database
@pytest.mark.django_db
def test_each_day_is_told_once_before_and_once_after_it_however_often_time_looks() -> None:
    case = scenes.a_not_yet_case()
    other = Ask.objects.get(place=1)
    other.pk, other.place = None, 2
    other.save(force_insert=True)

    for day in (DAY - timedelta(days=8), DAY - timedelta(days=7), DAY - timedelta(days=2), DAY + timedelta(days=1)):
        remind(day)
        remind(day)

    assert mails() == ["application_step_soon", "application_step_passed"]
    told = OutgoingMail.objects.get(name="application_step_soon")
    assert told.facts is not None
    assert (told.person_id, told.facts["context"]["count"]) == (case.enrolment.person_id, 2)


@pytest.mark.django_db
def test_who_has_applied_again_or_lets_the_training_rest_is_reminded_of_nothing() -> None:
    case = scenes.a_not_yet_case()
    assert case.enrolment.person is not None
    enrolments.pause(enrolment_id=case.enrolment_id, by=case.enrolment.person)
    assert (remind(DAY - timedelta(days=2)), mails()) == (1, [])

    enrolments.resume(enrolment_id=case.enrolment_id, by=case.enrolment.person)
    scenes.an_application(case.enrolment)

    assert (remind(DAY - timedelta(days=2)), mails()) == (0, [])
