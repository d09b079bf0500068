"""Large differences between observers: what is one, when it is shown, and what follows for the next dialogue."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.practice import queries
from courses.practice.rules import Apart, Seen, far_apart, opposite
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.fairness_scenes import a_held_dialogue, all_at, hand_in, seen
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_two_levels_apart_is_a_large_difference_and_one_isnt() -> None:
    one, other = Seen({"frame": 1, "care": 2}, "nearly"), Seen({"frame": 3, "care": 3}, "nearly")

    assert far_apart([one, other]) == (Apart("frame", 1, 3),)


def test_what_somebody_didnt_observe_differs_from_nothing() -> None:
    assert far_apart([Seen({"frame": 4}, "ready"), Seen({"frame": None}, "ready"), Seen({}, "ready")]) == ()


@pytest.mark.parametrize(
    ("said", "apart"),
    [(("ready", "not_yet"), True), (("ready", "nearly"), False), (("nearly", "not_yet"), False), (("ready",), False)],
)
def test_ready_and_not_yet_are_opposite(said: tuple[str, ...], apart: bool) -> None:
    assert opposite([Seen({}, word) for word in said]) is apart


def test_a_difference_is_shown_once_every_observer_has_handed_in() -> None:
    first, second = UserFactory.create(), UserFactory.create()
    dialogue = a_held_dialogue(scenes.an_enrolment(), first, second, UserFactory.create())
    hand_in(dialogue, first, all_at(1), readiness="not_yet")
    hand_in(dialogue, second, all_at(2) | {"frame": 4}, readiness="ready")

    awaited = queries.differences_of(dialogue)
    last = dialogue.pairings.latest("pk")
    hand_in(dialogue, last.person, all_at(2))
    shown = queries.differences_of(dialogue)

    assert not awaited
    assert [(row.key, row.low, row.low_label, row.high) for row in shown.competencies] == [("frame", 1, "Level 1", 4)]
    assert shown.readiness


def test_what_an_observer_amended_is_what_is_compared() -> None:
    first, second = UserFactory.create(), UserFactory.create()
    dialogue = seen(scenes.an_enrolment(), {first: all_at(1), second: all_at(3)})

    hand_in(dialogue, first, all_at(2), version=2)

    assert not queries.differences_of(dialogue)


@pytest.mark.parametrize("observers", [2, 6])
def test_a_difference_takes_two_queries(django_assert_num_queries: DjangoAssertNumQueries, observers: int) -> None:
    dialogue = seen(scenes.an_enrolment(), {UserFactory.create(): all_at(1 + 2 * (n % 2)) for n in range(observers)})

    with django_assert_num_queries(2):
        assert queries.differences_of(dialogue)


def test_the_lead_reads_where_their_observers_differ_and_no_name(sign_in: SignIn) -> None:
    enrolment = scenes.an_enrolment()
    assert enrolment.person is not None
    dialogue = seen(enrolment, {UserFactory.create(): all_at(3), UserFactory.create(): all_at(3) | {"care": 1}})

    page = sign_in(enrolment.person).get(reverse("practice:detail", args=[dialogue.pk])).content.decode()

    assert "care: from 1 (Level 1) to 3 (Level 3)" in page
