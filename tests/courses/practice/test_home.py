"""What a training's home says of practice."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

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


def test_nobody_else_is_asked_to_observe_so_nothing_is_looked_up(
    django_assert_num_queries: DjangoAssertNumQueries, trainee: User
) -> None:
    roles_of(trainee)
    road = [training_of(scenes.an_enrolment(trainee), at=scenes.NOW)]

    with django_assert_num_queries(0):
        found = own_dialogues(trainee, road)

    assert found == {"led": [], "to_observe": []}
