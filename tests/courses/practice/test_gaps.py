"""Nobody is forgotten: who hasn't answered is reminded, and the core group hears in time of what is lacking; once."""

from datetime import datetime, timedelta

import pytest

from courses.practice.actions import gaps, pairings
from courses.practice.models import Dialogue, Pairing
from courses.practice.rules import Lack, lacks, mark_of
from courses.practice.tasks import mind_gaps
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes
from tests.courses.practice import people

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = timedelta(days=1)


def mind(at: datetime) -> int:
    return gaps.mind(clock=scenes.at(at))


def asked(dialogue: Dialogue, person: User) -> Pairing:
    by = scenes.an_admin()
    clock = scenes.at(scenes.NOW)
    return pairings.ask(dialogue_id=dialogue.pk, person=person, part=Pairing.Part.OBSERVER, by=by, clock=clock)


def told(name: str) -> list[User | None]:
    return [row.person for row in OutgoingMail.objects.filter(name=name).order_by("pk")]


def test_the_core_group_is_told_a_week_and_two_days_before() -> None:
    marks = [mark_of(starts=people.START, at=people.START - days * DAY) for days in (8, 7, 3, 2, 0.1, 0, -1)]

    assert marks == [None, 7, 7, 2, 2, None, None]


def test_what_is_lacking_is_said_in_one_word() -> None:
    found = [lacks(co_lead=co_lead, observer=observer) for co_lead in (True, False) for observer in (True, False)]

    assert found == [Lack.BOTH, Lack.CO_LEAD, Lack.OBSERVER, None]


def test_who_has_not_answered_after_three_days_is_reminded_once() -> None:
    person = scenes.a_core_member()
    asked(people.a_plan(), person)

    counts = [mind(scenes.NOW + days * DAY) for days in (2.9, 3, 3.1, 9)]

    assert (counts, told("pairing_reminder")) == ([0, 1, 0, 0], [person])


def test_who_has_answered_is_not_reminded() -> None:
    person = scenes.a_core_member()
    row = asked(people.a_plan(), person)
    pairings.accept(pairing_id=row.pk, by=person)

    assert mind(scenes.NOW + 4 * DAY) == 0


def test_a_reminder_answers_from_the_mail_too() -> None:
    asked(people.a_plan(), scenes.a_core_member())

    mind(scenes.NOW + 3 * DAY)

    assert "/practice/answer/" in words_of(OutgoingMail.objects.get(name="pairing_reminder")).text


def test_each_of_the_core_group_is_told_twice_of_a_dialogue_without_an_observer_and_never_again() -> None:
    people.a_plan()
    core = [scenes.a_core_member(), scenes.a_core_member()]

    counts = [mind(people.START - days * DAY) for days in (8, 7, 6.9, 2, 1, 0.1)]

    assert (counts, told("dialogue_lacks")) == ([0, 2, 0, 2, 0, 0], core * 2)


def test_a_question_without_an_answer_is_no_observer() -> None:
    dialogue = people.a_plan()
    asked(dialogue, scenes.a_core_member())

    mind(people.START - 7 * DAY)

    assert "1 person is asked and hasn't answered." in words_of(OutgoingMail.objects.get(name="dialogue_lacks")).text


def test_a_dialogue_that_has_its_people_is_told_to_nobody() -> None:
    scenes.a_dialogue(scenes.an_enrolment())

    assert mind(scenes.NOW + 14 * DAY) == 0


def test_where_leading_together_comes_first_the_missing_co_lead_is_told() -> None:
    dialogue = people.a_plan(scenes.an_enrolment(release=scenes.a_release(requirements=people.CO_LEADING)))
    scenes.ask_to_observe(dialogue, scenes.a_core_member())

    mind(people.START - 7 * DAY)

    mails = OutgoingMail.objects.filter(name="dialogue_lacks")
    assert mails
    assert all("Nobody experienced has said yes yet" in words_of(mail).text for mail in mails)


def test_nobody_is_told_of_their_own_dialogue() -> None:
    lead = scenes.a_core_member()
    people.a_plan(scenes.an_enrolment(lead))

    assert mind(people.START - 7 * DAY) == 0


def test_a_dialogue_that_was_moved_is_told_anew() -> None:
    dialogue, person = people.a_plan(), scenes.a_core_member()
    mind(people.START - 7 * DAY)
    Dialogue.objects.filter(pk=dialogue.pk).update(starts_at=people.START + 30 * DAY)

    mind(people.START + 23 * DAY)

    assert told("dialogue_lacks") == [person, person]


def test_one_called_off_is_told_to_nobody() -> None:
    dialogue = people.a_plan()
    scenes.a_core_member()
    Dialogue.objects.filter(pk=dialogue.pk).update(state=Dialogue.State.CANCELLED)

    assert mind(people.START - 7 * DAY) == 0


def test_the_task_minds_what_lies_ahead_by_the_real_clock() -> None:
    people.a_plan_ahead(days=6)
    person = scenes.a_core_member()

    mind_gaps()
    mind_gaps()

    assert told("dialogue_lacks") == [person]
