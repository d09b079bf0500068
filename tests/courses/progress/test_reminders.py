"""Who is told that somebody waits longer than usual, and what time alone settles."""

from datetime import timedelta

import pytest

from courses.progress.actions import enrolments, reminders
from courses.progress.models import Enrolment
from courses.progress.requirements import Next
from courses.progress.rules import USUAL_DAYS, waits_too_long
from courses.progress.tasks import settle_due
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes
from tests.courses.progress.test_own_training import own

pytestmark = pytest.mark.django_db

HELD = scenes.NOW + timedelta(days=20, minutes=50)


def remind(days: float) -> set[User]:
    """Who is written to so many days after the dialogue was held."""
    before = set(OutgoingMail.objects.filter(name="waiting").values_list("pk", flat=True))
    reminders.remind_waiting(clock=scenes.at(HELD + timedelta(days=days)))
    rows = OutgoingMail.objects.filter(name="waiting").exclude(pk__in=before).select_related("person")
    return {row.person for row in rows if row.person}


def waiting_for_an_observer() -> tuple[Enrolment, User]:
    observer = scenes.a_core_member()
    enrolment = scenes.an_enrolment()
    scenes.hold(scenes.a_dialogue(enrolment, observer=observer))
    return enrolment, observer


@pytest.mark.parametrize("step", USUAL_DAYS)
def test_waiting_is_too_long_once_the_usual_days_are_over(step: Next) -> None:
    usual = timedelta(days=USUAL_DAYS[step])

    assert not waits_too_long(step, since=scenes.NOW, at=scenes.NOW + usual)
    assert waits_too_long(step, since=scenes.NOW, at=scenes.NOW + usual + timedelta(seconds=1))


def test_nobody_is_told_of_what_is_the_trainees_own() -> None:
    assert not waits_too_long(Next.READ_LESSON, since=scenes.NOW, at=scenes.NOW + timedelta(days=3650))


def test_the_observer_and_the_core_group_are_told_after_five_days() -> None:
    _enrolment, observer = waiting_for_an_observer()

    assert remind(4.9) == set()
    assert observer in remind(5.1)
    assert set(User.objects.filter(groups__name="core_group")) == {
        row.person for row in OutgoingMail.objects.filter(name="waiting")
    }


def test_an_observer_is_led_to_the_rubric_and_staff_to_the_training() -> None:
    enrolment, observer = waiting_for_an_observer()
    remind(6)

    [to_observer] = OutgoingMail.objects.filter(name="waiting", person=observer)
    to_staff = OutgoingMail.objects.filter(name="waiting").exclude(person=observer).first()
    assert to_staff is not None
    dialogue = enrolment.dialogues.get()
    assert f"/practice/{dialogue.pk}/observe/" in words_of(to_observer).text
    assert f"/trainings/inspect/{enrolment.pk}/" in words_of(to_staff).text


def test_no_name_stands_in_the_subject() -> None:
    enrolment, _observer = waiting_for_an_observer()
    remind(6)

    row = OutgoingMail.objects.filter(name="waiting").first()
    assert row is not None
    words = words_of(row)
    assert (words.subject, str(own(enrolment)) in words.text) == ("1 thing has waited longer than usual", True)


def test_each_is_written_to_once_a_day() -> None:
    waiting_for_an_observer()

    assert (len(remind(6)) > 0, remind(6.01), len(remind(7)) > 0) == (True, set(), True)


def test_all_that_waits_stands_in_one_mail() -> None:
    observer = scenes.a_core_member()
    for _ in range(12):
        scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))
    remind(6)

    [row] = OutgoingMail.objects.filter(name="waiting", person=observer)
    words = words_of(row)
    assert (words.subject, "And 2 more things" in words.text) == ("12 things have waited longer than usual", True)


def test_nobody_is_told_while_a_training_rests() -> None:
    enrolment, _observer = waiting_for_an_observer()
    enrolments.pause(enrolment_id=enrolment.pk, by=own(enrolment))

    assert remind(30) == set()


def test_what_was_observed_waits_no_more() -> None:
    enrolment, _observer = waiting_for_an_observer()
    scenes.observe(enrolment.dialogues.get())

    assert remind(30) == set()


def test_admins_alone_are_told_of_what_cannot_be_done_in_a_version() -> None:
    asked = [{"kind": "score_checks", "key": "checks", "percent": 80}, *scenes.usual_requirements()]
    scenes.an_enrolment(release=scenes.a_release(requirements=asked))

    told = remind(0)

    assert told == set(User.objects.filter(groups__name="program_admin"))


def test_nobody_is_told_of_their_own_training() -> None:
    member = scenes.a_core_member()
    scenes.hold(scenes.a_dialogue(scenes.an_enrolment(member)))

    assert member not in remind(6)


def test_what_time_alone_changes_is_settled_by_the_hour() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    Enrolment.objects.filter(pk=enrolment.pk).update(changes_at=scenes.NOW, eligible_at=None)

    settle_due()

    enrolment.refresh_from_db()
    assert (enrolment.changes_at, enrolment.eligible_at is not None) == (None, True)
