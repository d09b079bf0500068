"""Calibration: what a try comes to, what makes an exercise fair, who takes it, and who is asked again."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from courses.practice import queries
from courses.practice.actions import calibrations, exercises
from courses.practice.actions.exercises import Script
from courses.practice.models import FoundingMember
from courses.practice.rules import Outcome, Reason, decide_publishing, decide_try, outcome_of
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from tests import scenes
from tests.courses.practice.fairness_scenes import GOLD, NEAR, a_held_dialogue, all_at, an_exercise, hand_in, take
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


# --- what a try comes to --------------------------------------------------------------------------


def test_the_agreed_levels_themselves_agree_wholly() -> None:
    assert outcome_of(GOLD, GOLD, bound=100) == Outcome(100, 7, 6, qualified=True)


def test_each_level_apart_costs_a_third_of_a_competency() -> None:
    # Two of seven are a level off: 1 - (1/3 + 1/3) / 7.
    assert outcome_of(NEAR, GOLD, bound=90) == Outcome(90, 7, 6, qualified=True)


@pytest.mark.parametrize(("left_out", "qualified"), [(1, True), (2, False)])
def test_what_isnt_observed_takes_no_part_but_little_of_it_doesnt_qualify(left_out: int, qualified: bool) -> None:
    scores = GOLD | dict.fromkeys(list(GOLD)[:left_out])

    assert outcome_of(scores, GOLD, bound=80) == Outcome(100, 7 - left_out, 6, qualified=qualified)


def test_what_the_core_group_didnt_see_takes_no_part() -> None:
    assert outcome_of(GOLD | {"closing": 1}, GOLD, bound=100).qualified


def test_percents_are_rounded_down() -> None:
    # 1 - 4 / 21 is 80.95%.
    assert outcome_of(NEAR | {"care": 2, "harm": 2}, GOLD, bound=81) == Outcome(80, 7, 6, qualified=False)


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({}, ()),
        ({"published": True}, (Reason.ALREADY_PUBLISHED,)),
        ({"gold": {key: level for key, level in GOLD.items() if key != "care"}}, (Reason.SCORES_MISSING,)),
        ({"gold": GOLD | dict.fromkeys(list(GOLD)[:4])}, (Reason.TOO_FEW_AGREED,)),
        ({"because": {"frame": "Why."}}, (Reason.REASONS_MISSING,)),
        ({"gold": all_at(3)}, (Reason.PASSED_BY_ONE_LEVEL,)),
        ({"bound": 60}, (Reason.PASSED_BY_ONE_LEVEL,)),
    ],
)
def test_an_exercise_is_published_once_it_is_whole_and_cant_be_passed_by_one_level(
    changed: dict[str, Any], because: tuple[Reason, ...]
) -> None:
    facts: dict[str, Any] = {
        "gold": GOLD,
        "because": dict.fromkeys(GOLD, "Why."),
        "competencies": list(GOLD),
        "bound": 80,
        "published": False,
    }

    assert decide_publishing(**(facts | changed)).because == because


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({}, ()),
        ({"offered": False}, (Reason.EXERCISE_WITHDRAWN,)),
        ({"own": True}, (Reason.OWN_EXERCISE,)),
        ({"last": scenes.NOW - timedelta(days=59)}, (Reason.TAKEN_LATELY,)),
        ({"last": scenes.NOW - timedelta(days=60)}, ()),
        ({"scores": GOLD | {"care": 7}}, (Reason.SCORES_MISSING,)),
        ({"scores": {"frame": 1}}, (Reason.SCORES_MISSING,)),
    ],
)
def test_who_may_take_an_exercise(changed: dict[str, Any], because: tuple[Reason, ...]) -> None:
    facts: dict[str, Any] = {"scores": GOLD, "competencies": list(GOLD), "own": False, "offered": True, "last": None}

    assert decide_try(**(facts | changed), at=scenes.NOW).because == because


# --- what follows ---------------------------------------------------------------------------------


def test_who_comes_near_enough_is_qualified_for_a_year() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    take(person, exercise)

    held = [queries.is_qualified(person.pk, at=scenes.NOW + timedelta(days=days)) for days in (0, 364, 365)]

    assert held == [True, True, False]


def test_who_doesnt_come_near_enough_isnt() -> None:
    person = UserFactory.create()

    made = take(person, an_exercise(), all_at(4))

    assert (made.qualified, made.agreement, queries.is_qualified(person.pk, at=scenes.NOW)) == (False, 42, False)


@pytest.mark.database
def test_the_same_exercise_is_taken_again_after_two_months_only() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    take(person, exercise, all_at(4))

    with pytest.raises(Refused) as refusal:
        take(person, exercise, days=59)

    assert refusal.value.reasons == (Reason.TAKEN_LATELY,)
    assert take(person, exercise, days=60).qualified


def test_what_was_handed_in_before_one_qualified_goes_on_to_advise() -> None:
    observer = UserFactory.create()
    enrolment = scenes.an_enrolment(release=scenes.a_release())
    before = hand_in(a_held_dialogue(enrolment, observer), observer, all_at(3), advisory=True)

    take(observer, an_exercise())

    before.refresh_from_db()
    assert before.advisory


def test_where_a_pathway_asks_for_qualified_observers_others_only_advise() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    asks = exercise.syllabus
    asks.document = asks.document | {"rubric": asks.document["rubric"] | {"qualified": True}}
    before = queries.is_only_advice(person.pk, asks, at=scenes.NOW)

    take(person, exercise)

    assert (before, queries.is_only_advice(person.pk, asks, at=scenes.NOW)) == (True, False)


def test_once_taken_only_words_change() -> None:
    exercise = an_exercise()
    take(UserFactory.create(), exercise)
    script = Script(title="Another name", vignette="In other words.", gold=GOLD, because=exercise.because)

    exercises.change(exercise_id=exercise.pk, script=script, by=scenes.an_admin())
    changed = Script(title="A third", vignette="x", gold=GOLD | {"frame": 4}, because=exercise.because)
    with pytest.raises(Refused) as refusal:
        exercises.change(exercise_id=exercise.pk, script=changed, by=scenes.an_admin())

    exercise.refresh_from_db()
    assert refusal.value.reasons == (Reason.TAKEN_ALREADY,)
    assert (exercise.title, exercise.gold) == ("Another name", GOLD)


def test_what_is_published_cant_be_made_one_that_a_single_level_passes() -> None:
    exercise = an_exercise()
    script = Script(title="Flat", vignette="x", gold=all_at(2), because=dict.fromkeys(GOLD, "Why."))

    with pytest.raises(Refused) as refusal:
        exercises.change(exercise_id=exercise.pk, script=script, by=scenes.an_admin())

    assert refusal.value.reasons == (Reason.PASSED_BY_ONE_LEVEL,)


def test_a_withdrawn_exercise_is_taken_by_nobody_and_takes_nothing_back() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    take(person, exercise)

    exercises.withdraw(exercise_id=exercise.pk, by=scenes.an_admin())

    assert queries.is_qualified(person.pk, at=scenes.NOW)
    with pytest.raises(Refused, match="exercise_withdrawn"):
        take(UserFactory.create(), exercise)


# --- asked again ----------------------------------------------------------------------------------


def ask_again(days: int) -> int:
    return calibrations.ask_again(clock=scenes.at(scenes.NOW + timedelta(days=days)))


@pytest.mark.database
def test_a_month_before_the_year_is_over_one_is_asked_again_once() -> None:
    person, exercise = scenes.a_core_member(), an_exercise()
    take(person, exercise)

    told = [ask_again(334), ask_again(336), ask_again(337), ask_again(400)]

    assert told == [0, 1, 0, 0]
    mail = OutgoingMail.objects.get(name="calibration_due")
    assert mail.person == person
    assert reverse("practice:calibration") in words_of(mail).text


def test_who_qualified_again_meanwhile_isnt_asked() -> None:
    person, exercise = scenes.a_core_member(), an_exercise()
    take(person, exercise)
    take(person, exercise, days=300)

    assert ask_again(340) == 0


def test_neither_founders_nor_people_who_dont_observe_are_asked() -> None:
    founder, gone, exercise = scenes.a_core_member(), UserFactory.create(), an_exercise()
    FoundingMember.objects.create(person=founder, part="observer", because="Began it.", named_at=scenes.NOW)
    take(founder, exercise)
    take(gone, exercise)

    assert ask_again(340) == 0


def test_nobody_is_asked_where_there_is_nothing_to_take() -> None:
    exercise = an_exercise()
    take(scenes.a_core_member(), exercise)
    exercises.withdraw(exercise_id=exercise.pk, by=scenes.an_admin())

    assert ask_again(340) == 0
