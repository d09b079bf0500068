"""What mails about sessions say, and to whom."""

from datetime import UTC, datetime

import pytest

from courses.slots.actions import scheduling
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def a_reader_in_paris() -> User:
    return UserFactory.create(display_name="Amara", time_zone="Europe/Paris")


def text_of(name: str) -> str:
    return words_of(OutgoingMail.objects.get(name=name)).text


def test_the_time_stands_in_the_sessions_zone_and_the_readers() -> None:
    slot = scenes.a_slot(starts_at=datetime(2035, 1, 16, 20, 0, tzinfo=UTC))
    scenes.sign_up(slot, a_reader_in_paris())

    text = text_of("slot_signed_up")

    assert "Tue 16 Jan 2035, 3:00–4:00 pm · New York (your time: 9:00 pm)" in text
    assert f"http://testserver/sessions/{slot.pk}/" in text


def test_every_mail_about_a_place_carries_the_link_to_give_it_back() -> None:
    house = scenes.a_full_house(waiting=1)
    scenes.cancel(house.slot, house.seated[0])

    names = ("slot_signed_up", "slot_waiting", "slot_promoted")

    assert ["/sessions/give-back/" in text_of(name) for name in names] == [True, True, True]


def test_who_waits_reads_their_place_in_the_mail() -> None:
    scenes.a_full_house(waiting=1)

    assert "You're first in line; we'll confirm you the moment a seat is free" in text_of("slot_waiting")


def test_a_mail_in_french_tells_the_time_as_people_there_do() -> None:
    slot = scenes.a_slot(starts_at=datetime(2035, 1, 16, 20, 0, tzinfo=UTC))
    scenes.sign_up(slot, UserFactory.create(language="fr", time_zone="Europe/Paris"))

    assert "15:00–16:00 · New York" in text_of("slot_signed_up")


def test_people_who_erased_their_account_are_not_written_to() -> None:
    slot, person = scenes.a_slot(), UserFactory.create()
    scenes.sign_up(slot, person)
    User.objects.filter(pk=person.pk).update(erased_at=slot.starts_at)

    scheduling.call_off(slot_id=slot.pk, because="Snow.", by=road.an_admin())

    assert not OutgoingMail.objects.filter(name="slot_called_off").exists()
