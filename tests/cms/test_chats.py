"""Chats on the site: what a stranger reads, the way to a seat or through the door, and the archive."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from cms.models import ChatPage, ChatsPage
from cms.queries import chats as queries
from courses.slots import pages
from courses.slots.actions import scheduling, seats
from courses.slots.models import Slot
from lms.people.models import User
from tests.cms import chat_scenes as scenes
from tests.cms.chat_scenes import WEEK, slot_of
from tests.scenes import NOW, a_slot, at

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()
IN_TWO_WEEKS = NOW + 2 * WEEK


def read(client: Client, page: Any, **options: Any) -> str:
    response = client.get(page.get_url_parts()[2], **options)
    assert response.status_code == 200
    return " ".join(response.content.decode().split()).replace("&#x27;", "'")


def test_a_stranger_reads_what_a_chat_is_and_takes_a_seat_by_one_press(client: Client) -> None:
    page = scenes.a_chat(text="<p>Bring tea.</p>")

    with time_machine.travel(NOW, tick=False):
        words = read(client, page)

    host = slot_of(page).host.display_name
    assert [told for told in ("Part two", scenes.TOPIC, "Bring tea.", host, "8 seats left") if told not in words] == []
    assert f'href="{reverse("slots:new", args=[page.session_id])}"' in words


def test_who_has_an_account_takes_the_seat_on_the_sessions_page(as_trainee: Client) -> None:
    page = scenes.a_chat()

    with time_machine.travel(NOW, tick=False):
        words = read(as_trainee, page)

    assert f'href="{slot_of(page).get_absolute_url()}"> ' in words.replace('">', '"> ')
    assert reverse("slots:new", args=[page.session_id]) not in words


def test_the_lists_of_chats_lead_to_a_seat_by_one_press(client: Client) -> None:
    page = scenes.a_chat()
    series = page.get_parent().specific

    with time_machine.travel(NOW, tick=False):
        lists = [read(client, each) for each in (series.get_parent(), series)]

    way = f'href="{reverse("slots:new", args=[page.session_id])}"'
    assert [way in words for words in lists] == [True, True]


def test_reading_a_chat_sets_no_cookie(client: Client) -> None:
    page = scenes.a_chat()
    series = page.get_parent().specific

    answers = [client.get(each.get_url_parts()[2]) for each in (page, series, series.get_parent())]

    assert [(answer.status_code, answer.cookies.output()) for answer in answers] == [(200, "")] * 3


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (IN_TWO_WEEKS + timedelta(hours=2), "This chat has been held"),
        (IN_TWO_WEEKS + timedelta(minutes=5), "Sign-up for this session has closed"),
        (NOW - timedelta(days=31), "Sign-up opens"),
    ],
)
def test_a_chat_says_why_nobody_signs_up(client: Client, moment: Any, told: str) -> None:
    page = scenes.a_chat()

    with time_machine.travel(moment, tick=False):
        assert told in read(client, page)


def test_a_full_chat_offers_the_line(client: Client, trainee: User) -> None:
    page = scenes.a_chat(session=scenes.a_session(seats=1))
    seats.sign_up(slot_id=page.session_id, person=trainee, by=trainee, clock=at(NOW))

    with time_machine.travel(NOW, tick=False):
        words = read(client, page)

    assert "Wait for a seat" in words


def test_a_chat_that_is_called_off_says_why(client: Client) -> None:
    page = scenes.a_chat()
    scheduling.call_off(slot_id=page.session_id, because="The host is ill.", by=slot_of(page).host, clock=at(NOW))

    with time_machine.travel(NOW, tick=False):
        words = read(client, page)

    assert "The host is ill." in words
    assert '"eventStatus": "https://schema.org/EventCancelled"' in words


def test_a_chat_whose_session_is_a_draft_has_no_date_yet(client: Client) -> None:
    page = scenes.a_chat(session=scenes.a_session(published=False))

    words = read(client, page)

    assert "The date is still to come" in words
    assert client.get(reverse("program:chat_calendar", args=[page.pk])).status_code == 404


def test_search_engines_read_the_event_and_no_word_closes_the_script(client: Client) -> None:
    page = scenes.a_chat(topic="</script><b>Pictures & words")

    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(client, page))

    event = json.loads(found)
    assert (event["name"], event["startDate"]) == (
        "Part two: </script><b>Pictures & words",
        slot_of(page).starts_at.astimezone(slot_of(page).own_zone).isoformat(),
    )
    assert event["location"] == {"@type": "VirtualLocation", "url": event["url"]}


@pytest.mark.parametrize(
    ("minutes", "entered"), [(-16, False), (-15, True), (59, True), (60, False)], ids=["early", "opens", "late", "over"]
)
def test_the_open_door_leads_in_at_its_time_and_the_link_stands_on_no_page(
    client: Client, minutes: int, entered: bool
) -> None:
    page = scenes.a_chat(open_door=True)
    door = reverse("program:chat_door", args=[page.pk])

    with time_machine.travel(slot_of(page).starts_at + timedelta(minutes=minutes), tick=False):
        answer, words = client.get(door), read(client, page)

    assert (answer.status_code, answer.headers.get("Location")) == (
        (302, slot_of(page).join_link) if entered else (200, None)
    )
    assert "no-store" in answer.headers["Cache-Control"]
    assert (door in words, slot_of(page).join_link in words) == (entered, False)


@pytest.mark.parametrize("fields", [{"open_door": False}, {"open_door": True, "audience": "institution"}])
def test_a_door_that_isnt_open_to_anybody_leads_nowhere(client: Client, fields: dict[str, Any]) -> None:
    open_door = fields.pop("open_door")
    page = scenes.a_chat(open_door=open_door, session=scenes.a_session(**fields))

    with time_machine.travel(slot_of(page).starts_at, tick=False):
        answer = client.get(reverse("program:chat_door", args=[page.pk]))

    assert (answer.status_code, slot_of(page).join_link in answer.content.decode()) == (200, False)


def test_parts_are_numbered_in_their_order(client: Client) -> None:
    series = scenes.a_series()
    first = scenes.a_chat(series, "Part one")
    second = scenes.a_chat(series, "Another part", held_on=date(2025, 3, 3), led_by="Luz Villanueva")

    assert "In the News · Part 1 of 2" in read(client, first)
    words = read(client, second)
    assert [told for told in ("In the News · Part 2 of 2", "3 Mar 2025", "Luz Villanueva") if told not in words] == []


def test_the_archive_is_in_pages_the_latest_first(client: Client) -> None:
    series = scenes.a_series()
    for number in range(21):
        held_on = date(2025, 1, 1) + timedelta(days=number)
        series.add_child(instance=ChatPage(title=f"Chat {number}", held_on=held_on))
    url = ChatsPage.objects.get().get_url_parts()[2] + "past/"

    found = [re.findall(r">(Chat \d+)<", client.get(url, {"page": number}).content.decode()) for number in (1, 2)]

    assert found == [[f"Chat {number}" for number in range(20, 0, -1)], ["Chat 0"]]


def test_a_chat_comes_into_the_archive_when_it_is_over_and_never_when_it_was_called_off() -> None:
    page, off = scenes.a_chat(), scenes.a_chat(title="Called off")
    scheduling.call_off(slot_id=off.session_id, because="Ill.", by=slot_of(off).host, clock=at(NOW))
    chats = ChatsPage.objects.get()

    found = [
        [row.page for row in queries.archive(chats, moment).object_list]
        for moment in (IN_TWO_WEEKS, IN_TWO_WEEKS + timedelta(hours=1))
    ]

    assert found == [[], [page]]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_chats_cost_the_same_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    series = scenes.a_series()
    for number in range(count):
        scenes.a_chat(series, f"Chat {number}")
        scenes.a_chat(series, f"Past {number}", held_on=date(2025, 1, 1))
    chats, after = ChatsPage.objects.get(), IN_TWO_WEEKS + timedelta(days=1)

    with django_assert_num_queries(1):
        queries.coming_chats(NOW)
    with django_assert_num_queries(4):
        assert len(queries.coming(STRANGER, NOW)) == count
    with django_assert_num_queries(3):
        assert len(queries.parts_of(series, STRANGER, NOW)) == 2 * count
    with django_assert_num_queries(2):
        queries.series_list(chats, NOW)
    with django_assert_num_queries(4):
        assert len(queries.archive(chats, after).object_list) == 2 * count
    with django_assert_num_queries(2):
        queries.of_feed(series)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "cost"), [("series_feed", 4), ("series_calendar", 4), ("invite", 6)])
def test_what_goes_with_a_series_costs_the_same_however_many_chats(
    client: Client, count: int, name: str, cost: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    series = scenes.a_series()
    for number in range(count):
        scenes.a_chat(series, f"Chat {number}")
    client.get(reverse("slots:list"))

    with time_machine.travel(NOW, tick=False), django_assert_num_queries(cost):
        client.get(reverse(f"program:{name}", args=[series.pk]))


def test_a_chat_takes_only_a_session_of_a_chat(db: None) -> None:
    page = ChatPage(title="Part", slug="part", session=a_slot(kind=Slot.Kind.TRAINING), path="x", depth=4)

    with pytest.raises(ValidationError) as refused:
        page.clean()

    assert list(refused.value.message_dict) == ["session"]


def test_a_copied_chat_takes_no_session_along() -> None:
    page = scenes.a_chat()

    copied = page.copy(update_attrs={"slug": "copied", "title": "Copied"}, keep_live=False)
    copied.get_latest_revision().publish()

    copied.refresh_from_db()
    assert (copied.live, copied.session, ChatPage.objects.get(session__isnull=False)) == (True, None, page)


def test_the_session_of_a_chat_leads_to_the_page_about_it(client: Client) -> None:
    page = scenes.a_chat()

    told = client.get(slot_of(page).get_absolute_url()).content.decode()

    assert f'More about this chat: <a href="{page.url}">Part two</a>' in told


def test_a_chat_that_is_not_published_is_told_of_nowhere(client: Client) -> None:
    page = scenes.a_chat()
    page.unpublish()

    assert "More about this chat" not in client.get(slot_of(page).get_absolute_url()).content.decode()


def test_only_the_session_of_a_chat_asks_for_its_page(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    chat, training = slot_of(scenes.a_chat()), a_slot()
    Site.get_site_root_paths()

    with django_assert_num_queries(2):
        assert pages.page_about(chat)
    with django_assert_num_queries(0):
        assert pages.page_about(training) is None
