"""The first page: what comes next, the road as it was released, what was reached, and what it costs to show."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.models import ChatPage, ChatsPage, Figure, HomePage, SeriesPage, Testimonial
from cms.queries.home import Coming, coming, front
from courses.slots.models import Slot
from lms.people.models import User
from tests.cms import scenes
from tests.courses.slots.scenes import a_full_house, a_slot

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


def shown(client: Client, address: str = "/") -> str:
    return " ".join(client.get(address).content.decode().split())


def a_chat(**fields: Any) -> Slot:
    return a_slot(**{"kind": Slot.Kind.CHAT_LOCAL, "title": "Chat: who is believed", **fields})


def next_training() -> Coming:
    return coming(STRANGER, timezone.now())[0]


def a_voice(words: str) -> Testimonial:
    agreed = {"agreed_at": timezone.now(), "agreed_how": "mail", "agreed_words": words, "agreed_as": "a nurse"}
    return Testimonial.objects.create(words=words, shown_as="a nurse", **agreed)


def test_the_next_training_session_is_the_soonest_of_its_kind() -> None:
    a_chat(starts_in=timedelta(days=1))
    a_slot(starts_in=timedelta(days=3), title="Later")
    soonest = a_slot(starts_in=timedelta(days=2))

    found = next_training()

    assert (found.first and found.first.slot, found.free) == (soonest, None)


def test_two_that_follow_are_told_beside_the_next_where_that_has_a_seat() -> None:
    slots = [a_slot(starts_in=timedelta(days=days)) for days in (2, 3, 4, 5)]

    assert [row.slot for row in next_training().later] == slots[1:3]


def test_where_the_next_one_is_full_the_first_with_a_free_seat_is_told_beside_it() -> None:
    full = a_full_house(starts_in=timedelta(days=2)).slot
    a_full_house(starts_in=timedelta(days=3))
    free = a_slot(starts_in=timedelta(days=4))

    found = next_training()

    assert (found.first and found.first.slot, found.free and found.free.slot) == (full, free)


def test_a_session_that_is_meant_for_others_is_not_told_as_the_next(core_member: User) -> None:
    a_slot(starts_in=timedelta(days=2), audience=Slot.Audience.ROLE, for_role="core_group")
    open_to_all = a_slot(starts_in=timedelta(days=3))

    found = next_training()

    assert found.first
    assert found.first.slot == open_to_all


def test_who_has_a_seat_in_the_next_one_is_told_of_no_other(trainee: User) -> None:
    house = a_full_house(starts_in=timedelta(days=2))
    a_slot(starts_in=timedelta(days=3))

    training, _chat = coming(house.seated[0], timezone.now())

    assert (training.first and training.first.own_state, training.free) == ("confirmed", None)


def test_a_stranger_sees_date_seats_and_one_press_to_the_next_training_and_the_next_chat(client: Client) -> None:
    training, chat = a_slot(seats=5), a_chat(seats=7)

    page = shown(client)

    for slot, seats in ((training, "5 seats left"), (chat, "7 seats left")):
        assert (slot.title in page, seats in page) == (True, True)
        assert f'href="{reverse("slots:new", args=[slot.pk])}"' in page


def test_the_title_names_the_program_once(client: Client, settings: Any) -> None:
    scenes.home()
    HomePage.objects.update(title=settings.PROGRAM_NAME)

    assert f"<title>{settings.PROGRAM_NAME}</title>" in client.get("/").content.decode()


def test_where_nothing_is_planned_the_page_says_what_will_stand_there(client: Client) -> None:
    assert shown(client).count("None is planned at the moment. The next one will stand here.") == 2


def test_a_chat_with_a_page_of_its_own_leads_there_once_that_is_live(client: Client) -> None:
    chats = scenes.home().add_child(instance=ChatsPage(title="Chats", slug="chats"))
    series = chats.add_child(instance=SeriesPage(title="In the news", slug="news"))
    page = series.add_child(instance=ChatPage(title="Part one", slug="one", session=a_chat(), live=False))

    hidden = shown(client)
    page.save_revision().publish()

    assert ("Part one" in hidden, '<a href="/chats/news/one/">Part one</a>' in shown(client)) == (False, True)


def test_a_certificate_is_checked_from_here_by_its_number(client: Client) -> None:
    page = shown(client)

    assert f'<form method="get" action="{reverse("certificates:verify_form")}"' in page
    assert 'name="number"' in page


def test_the_road_is_told_as_it_was_released(client: Client, content_admin: User) -> None:
    pathway = scenes.a_pathway()
    before = shown(client)
    scenes.released(pathway, content_admin)

    told = "Be there for a live training session, at least 45 minutes"
    assert (told in before, told in shown(client)) == (False, True)


def test_who_is_on_their_way_is_led_on_and_not_asked_to_begin(
    as_trainee: Client, trainee: User, content_admin: User
) -> None:
    pathway = scenes.a_pathway()
    scenes.released(pathway, content_admin)
    scenes.begun(pathway, trainee)

    page = shown(as_trainee)

    assert f'<a class="btn btn-primary" href="{reverse("progress:home")}">' in page
    assert '<a class="btn btn-primary" href="/facilitator/">' not in page


def test_words_stand_here_only_while_they_stand_as_agreed(client: Client) -> None:
    a_voice("I stayed to listen.")
    Testimonial.objects.filter(pk=a_voice("I was heard.").pk).update(withdrawn_at=timezone.now())

    page = shown(client)

    assert ("I stayed to listen." in page, "I was heard." in page) == (True, False)


def test_a_percentage_stands_with_its_number_of_answers(client: Client) -> None:
    Figure.objects.create(measure="recommend", value=95, answers=311, until=date(2024, 6, 30), source="the program")
    Figure.objects.create(measure="attendances", value=3000, at_least=True, until=date(2024, 6, 30), source="the same")

    page = shown(client)

    assert ("95%" in page, "of 311 answers" in page, "more than 3,000" in page) == (True, True, True)


def test_reading_the_first_page_sets_no_cookie(client: Client) -> None:
    a_slot()

    assert client.get("/").cookies == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_takes_twelve_queries_for_a_stranger(
    count: int, content_admin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        pathway = scenes.a_pathway(f"pathway-{number}")
        a_slot()
        a_chat()
        a_voice(f"Words {number}")
        Figure.objects.create(measure="topics", value=number, until=date(2024, 6, 30), source="the program")
    scenes.released(pathway, content_admin)
    home = scenes.home()
    front(home, STRANGER, timezone.now())

    with django_assert_num_queries(12):
        front(home, STRANGER, timezone.now())
