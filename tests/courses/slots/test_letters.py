"""The letter of attendance: one's own, of sessions in which one was."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from courses.slots import queries
from courses.slots.actions import attendance
from courses.slots.models import Slot
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def attended(person: User, *, minutes: int = 52) -> Slot:
    slot = scenes.a_slot()
    scenes.attend(person, slot, minutes=minutes)
    return slot


def test_a_letter_says_who_was_where_when_and_for_how_long(sign_in: SignIn, trainee: User) -> None:
    slot = attended(trainee)

    page = sign_in(trainee).get(reverse("slots:letter", args=[slot.pk])).content.decode()

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    for expected in (str(trainee), "52 minutes of", slot.title, "New York", str(slot.host), "isn't a certificate"):
        assert expected in words.replace("&#x27;", "'")


def test_there_is_no_letter_for_who_wasnt_there(sign_in: SignIn, trainee: User) -> None:
    slot = attended(trainee, minutes=0)

    assert sign_in(trainee).get(reverse("slots:letter", args=[slot.pk])).status_code == 404


def test_somebody_elses_letter_is_not_there(as_trainee: Client) -> None:
    slot = attended(UserFactory.create())

    assert as_trainee.get(reverse("slots:letter", args=[slot.pk])).status_code == 404


def test_a_letter_tells_what_holds_after_a_correction(trainee: User) -> None:
    slot = attended(trainee)
    attendance.mark(
        slot_id=slot.pk, person=trainee, minutes=45, by=scenes.a_core_member(), clock=scenes.at(slot.ends_at)
    )

    assert [mark.minutes for mark in queries.attended(trainee)] == [45]


def test_the_page_of_a_session_that_is_over_leads_who_was_there_to_their_letter(sign_in: SignIn, trainee: User) -> None:
    slot = attended(trainee)
    letter = f'href="{reverse("slots:letter", args=[slot.pk])}"'

    with time_machine.travel(slot.ends_at + timedelta(hours=1), tick=False):
        pages = [sign_in(who).get(slot.get_absolute_url()).content.decode() for who in (trainee, UserFactory.create())]

    assert [(letter in page, "You were there, for 52 minutes" in page) for page in pages] == [
        (True, True),
        (False, False),
    ]
