"""What devices are told of a room, and who is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.practice import queries
from courses.practice.actions import pairings, room
from courses.practice.models import Dialogue, Pairing, Stage
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def address(dialogue: Dialogue) -> str:
    return reverse("practice:room_state", args=[dialogue.pk])


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def test_the_state_tells_when_each_stage_began_and_ended(sign_in: SignIn) -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    for number, stage in enumerate((Stage.CHECK_IN, Stage.CONCEPT)):
        clock = scenes.at(dialogue.starts_at + timedelta(minutes=10 * number))
        room.begin_stage(dialogue_id=dialogue.pk, stage=stage, by=lead_of(dialogue), clock=clock)

    told = sign_in(lead_of(dialogue)).get(address(dialogue)).json()

    began, went_on = dialogue.starts_at.isoformat(), (dialogue.starts_at + timedelta(minutes=10)).isoformat()
    assert told["state"] == "running"
    assert told["stages"][:3] == [
        {"stage": "check_in", "name": "Check-in", "planned": 10, "started_at": began, "ended_at": went_on},
        {"stage": "concept", "name": "Concept", "planned": 5, "started_at": went_on, "ended_at": None},
        {"stage": "frame", "name": "Frame", "planned": 10, "started_at": None, "ended_at": None},
    ]


def test_both_leads_and_an_observer_who_said_yes_are_told(sign_in: SignIn) -> None:
    observer, pair = UserFactory.create(), UserFactory.create()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=observer)
    scenes.ask(dialogue, pair, Pairing.Part.CO_LEAD)

    answers = [sign_in(person).get(address(dialogue)).status_code for person in (lead_of(dialogue), pair, observer)]

    assert answers == [200, 200, 200]


def test_who_was_only_asked_or_has_no_part_finds_nothing(client: Client, sign_in: SignIn) -> None:
    dialogue, asked = scenes.a_dialogue(scenes.an_enrolment()), UserFactory.create()
    pairings.ask(dialogue_id=dialogue.pk, person=asked, part=Pairing.Part.OBSERVER, by=scenes.a_core_member())
    others = [asked, UserFactory.create(), scenes.a_core_member()]

    answers = [sign_in(person).get(address(dialogue)).status_code for person in others]

    assert answers == [404, 404, 404]
    assert client.get(address(dialogue)).status_code == 302


@pytest.mark.parametrize("begun", [1, 3])
def test_a_look_at_the_room_takes_three_queries(django_assert_num_queries: DjangoAssertNumQueries, begun: int) -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    for stage in list(Stage)[:begun]:
        clock = scenes.at(dialogue.starts_at)
        room.begin_stage(dialogue_id=dialogue.pk, stage=stage, by=lead_of(dialogue), clock=clock)

    with django_assert_num_queries(3):
        found = queries.seen_by(lead_of(dialogue)).get(pk=dialogue.pk)
        queries.RoomState(queries.room(found), scenes.NOW).as_json()
