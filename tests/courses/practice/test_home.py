"""What a training's home says of practice."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.practice.actions import pairings
from courses.practice.models import Pairing
from courses.practice.templatetags.practice import own_dialogues
from courses.progress.queries import training_of
from lms.people.models import User
from lms.people.roles import roles_of
from tests import scenes

pytestmark = pytest.mark.django_db


def test_somebody_of_the_core_group_finds_what_they_observe_next(as_core_member: Client, core_member: User) -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=core_member)

    answer = as_core_member.get(reverse("progress:home"))

    assert reverse("practice:observe", args=[dialogue.pk]) in answer.content.decode()


def test_who_is_asked_finds_the_question_before_the_rubric(as_core_member: Client, core_member: User) -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    by, part = scenes.a_core_member(), Pairing.Part.OBSERVER
    asked = pairings.ask(dialogue_id=dialogue.pk, person=core_member, part=part, by=by)

    page = as_core_member.get(reverse("progress:home")).content.decode()

    links = [reverse("practice:pairing", args=[asked.pk]), reverse("practice:observe", args=[dialogue.pk])]
    assert [link in page for link in links] == [True, False]


def test_nobody_else_is_asked_to_observe_so_nothing_is_looked_up(
    django_assert_num_queries: DjangoAssertNumQueries, trainee: User
) -> None:
    roles_of(trainee)
    road = [training_of(scenes.an_enrolment(trainee), at=scenes.NOW)]

    with django_assert_num_queries(0):
        found = own_dialogues(trainee, road)

    assert found == {"led": [], "to_observe": []}
