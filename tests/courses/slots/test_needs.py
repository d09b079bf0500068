"""What would help somebody to take part: told to the host alone, and forgotten."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from courses.slots import queries
from courses.slots.actions import needs
from courses.slots.models import AccessNeed, Material, Slot
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.scenes import at

pytestmark = pytest.mark.django_db

WORDS = "A quiet corner, please."


def read(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def a_place(client: Client, slot: Slot) -> None:
    client.post(f"/sessions/{slot.pk}/sign-up/", {"access_need": WORDS})


def test_what_is_told_with_the_sign_up_reaches_the_host_alone(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    a_place(sign_in(trainee), slot)
    assert slot.host

    assert queries.access_needs(slot, slot.host) == {slot.sign_ups.get().pk: WORDS}
    for other in (road.an_admin(), road.a_core_member(), trainee):
        assert queries.access_needs(slot, other) == {}


def test_a_session_without_a_host_shows_it_to_nobody(client: Client, sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    a_place(sign_in(trainee), slot)
    Slot.objects.update(host=None)
    slot.refresh_from_db()

    assert queries.access_needs(slot, client.get("/").wsgi_request.user) == {}


def test_the_person_reads_changes_and_withdraws_it(sign_in: SignIn, trainee: User) -> None:
    slot, client = scenes.a_slot(), sign_in(trainee)
    a_place(client, slot)
    address = f"/sessions/{slot.pk}/access-need/"

    assert WORDS in read(client.get(f"/sessions/{slot.pk}/"))
    client.post(address, {"access_need": "Captions."})
    assert AccessNeed.objects.get().words == "Captions."
    client.post(address, {"access_need": " "})
    assert AccessNeed.objects.count() == 0


def test_who_has_no_place_tells_nothing(as_trainee: Client) -> None:
    slot = scenes.a_slot()

    answer = as_trainee.post(f"/sessions/{slot.pk}/access-need/", {"access_need": WORDS})

    assert (answer.status_code, AccessNeed.objects.count()) == (409, 0)
    assert "You have no place in this session any more" in read(answer)
    assert WORDS in read(answer)


def test_too_long_is_said_at_the_field_and_nothing_is_lost(as_trainee: Client) -> None:
    slot, long = scenes.a_slot(), "a" * 1001

    answer = as_trainee.post(f"/sessions/{slot.pk}/sign-up/", {"access_need": long})

    assert (scenes.states(slot), long in read(answer)) == ([], True)


def test_who_gave_their_place_back_is_not_read_of_any_more(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    a_place(sign_in(trainee), slot)
    scenes.cancel(slot, trainee)
    assert slot.host

    assert queries.access_needs(slot, slot.host) == {}


def test_it_is_forgotten_thirty_days_after_the_session(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    a_place(sign_in(trainee), slot)
    end = slot.ends_at + timedelta(days=30)

    assert needs.forget(clock=at(end - timedelta(seconds=1))) == 0
    assert needs.forget(clock=at(end)) == 1


def test_what_is_handed_out_is_for_those_with_a_seat_and_those_who_run_it(sign_in: SignIn) -> None:
    house = scenes.a_full_house(waiting=1)
    Slot.objects.update(agenda="10 Arriving")
    Material.objects.create(slot=house.slot, title="The handout", url="https://example.org/handout")
    assert house.slot.host

    pages = [
        read(sign_in(person).get(f"/sessions/{house.slot.pk}/"))
        for person in (house.seated[0], house.slot.host, house.waiting[0])
    ]

    assert ["The handout" in text and "Arriving" in text and "· 10 minutes" in text for text in pages] == [
        True,
        True,
        False,
    ]
    assert "The handout" not in read(Client().get(f"/sessions/{house.slot.pk}/"))
