"""The demo program has words, thanks and letters in every state, so that each can be looked at."""

from collections import Counter

import pytest

from cms.demo import inquiries, voices
from cms.demo.content.voices import THANKS
from cms.demo.face_types import Face
from cms.demo.timeline import Timeline
from cms.models import Inquiry, Testimonial
from cms.queries.voices import core_group
from cms.rules.voices import State
from lms.people.models import User
from lms.people.roles import Role
from tests.cms import scenes
from tests.cms.face_scenes import NOW, a_chat
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def face(content_admin: User, program_admin: User) -> Face:
    people = {row.person: UserFactory.create(display_name=row.person, roles=[Role.CORE_GROUP]) for row in THANKS}
    return Face(scenes.home(), people, {}, Timeline(NOW), editor=content_admin, admin=program_admin)


def test_six_voices_stand_one_waits_and_one_was_taken_back(face: Face) -> None:
    voices.told(face)

    states = Counter(row.state for row in Testimonial.objects.all())
    assert states == {State.SHOWN: 6, State.ASKED: 1, State.WITHDRAWN: 1}


def test_all_but_one_of_the_core_group_want_to_be_named(face: Face) -> None:
    voices.told(face)

    named = {row.name for row in core_group().now}
    assert {row.person for row in THANKS} - named == {"shira.benhaim"}


def test_letters_are_open_answered_kept_and_one_became_a_chat(face: Face) -> None:
    a_chat()
    inquiries.told(face)

    outcomes = Counter(Inquiry.objects.values_list("outcome", flat=True))
    assert outcomes == {"open": 2, "answered": 1, "chat": 1, "later": 2, "not_now": 1}
