"""The pages of sessions: what people read and press, each without script."""

import html
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import F
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import scheduling, seats
from courses.slots.models import SignUp, Slot
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes

pytestmark = pytest.mark.django_db


def read(answer: Any) -> str:
    """What somebody reads, with its signs as they are seen."""
    return html.unescape(answer.content.decode())


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return read(answer)


def of(slot: Slot) -> str:
    return f"/sessions/{slot.pk}/"


def test_an_empty_list_says_what_will_be_there(client: Client) -> None:
    assert "The next sessions will stand here" in page(client, "/sessions/")


def test_drafts_and_what_is_over_are_not_listed(client: Client) -> None:
    scenes.a_slot(title="A draft", published=False)
    scenes.a_slot(title="Over", starts_in=timedelta(hours=-3))
    scenes.a_slot(title="Coming")

    text = page(client, "/sessions/")

    assert [title in text for title in ("A draft", "Over", "Coming")] == [False, False, True]


def test_a_draft_is_not_to_be_found(as_trainee: Client) -> None:
    draft = scenes.a_slot(published=False)

    statuses = [as_trainee.get(of(draft)).status_code, as_trainee.post(f"{of(draft)}sign-up/").status_code]

    assert statuses == [404, 404]


def test_an_id_that_no_database_holds_is_not_to_be_found(as_trainee: Client) -> None:
    assert as_trainee.get(f"/sessions/{10**30}/").status_code == 404


def test_the_time_is_told_in_the_sessions_zone_and_the_readers(sign_in: SignIn, trainee: User) -> None:
    trainee.time_zone = "Europe/Paris"
    trainee.save()
    slot = scenes.a_slot(starts_at=datetime(2035, 1, 16, 17, 0, tzinfo=UTC))

    text = page(sign_in(trainee), of(slot))

    assert '12:00–1:00 pm</time> · <span class="when-place">New York</span>' in text
    assert "(your time: 6:00 pm)" in text


def test_daylight_saving_moves_the_instant_and_not_the_wall_clock() -> None:
    admin = road.a_core_member()
    with time_machine.travel("2027-03-01T12:00:00Z", tick=False):
        client = Client()
        client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
        for day in ("2027-03-13", "2027-03-14"):
            client.post("/admin/sessions/plan/", typed(starts=f"{day}T15:00"))

    assert [slot.starts_at.hour for slot in Slot.objects.order_by("starts_at")] == [20, 19]


def typed(**values: object) -> dict[str, object]:
    """What somebody types to plan a session."""
    usual = {
        "kind": "training", "title": "Welcome", "minutes": 60, "zone": "America/New_York", "capacity": 8,
        "language": "en", "starts": "2030-10-20T15:00",
    }  # fmt: skip
    return {**usual, **values}


def test_somebody_who_is_not_signed_in_is_led_there_and_back(client: Client) -> None:
    slot = scenes.a_slot()

    assert f'href="/accounts/login/?next={of(slot)}"' in page(client, of(slot))
    assert client.post(f"{of(slot)}sign-up/").headers["Location"] == f"/accounts/login/?next={of(slot)}"


def test_who_takes_a_seat_reads_when_we_meet(as_trainee: Client) -> None:
    slot = scenes.a_slot(starts_in=timedelta(days=2))

    answer = as_trainee.post(f"{of(slot)}sign-up/", follow=True)

    text = read(answer)
    assert answer.redirect_chain == [(of(slot), 302)]
    assert f"You're in. See you {timezone.localtime(slot.starts_at):%A} at" in text
    assert "Give my seat back" in text


def test_who_has_to_wait_reads_where_they_stand(as_trainee: Client) -> None:
    slot = scenes.a_full_house(waiting=1).slot

    text = read(as_trainee.post(f"{of(slot)}sign-up/", follow=True))

    assert "All seats are taken. You're second in line; we'll confirm you the moment a seat is free." in text


def test_a_refusal_stands_on_the_page_of_the_session(as_trainee: Client) -> None:
    slot = scenes.a_slot()
    Slot.objects.update(signup_opens_at=timezone.now() + timedelta(days=1))

    answer = as_trainee.post(f"{of(slot)}sign-up/")

    assert (answer.status_code, SignUp.objects.count()) == (409, 0)
    assert "Sign-up for this session hasn't opened yet." in read(answer)


def test_a_seat_is_given_back_on_the_page(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    scenes.sign_up(slot, trainee)

    text = sign_in(trainee).post(f"{of(slot)}cancel/", follow=True).content.decode()

    assert "Your place is given back." in text
    assert scenes.states(slot) == ["cancelled"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signup_closes_at": F("signup_opens_at") + timedelta(days=1)}, "Sign-up for this session has closed"),
        ({"state": "cancelled", "cancelled_because": "Snow on all roads."}, "Snow on all roads."),
        ({"starts_at": F("starts_at") - timedelta(days=20), "ends_at": F("ends_at") - timedelta(days=20)}, "is over"),
    ],
)
def test_a_session_that_takes_nobody_says_why(as_trainee: Client, changes: dict[str, object], words: str) -> None:
    slot = scenes.a_slot()
    Slot.objects.update(**changes)

    text = page(as_trainee, of(slot))

    assert words in text
    assert "Take a seat" not in text


def test_a_full_session_says_so_when_the_line_has_stopped(as_trainee: Client) -> None:
    house = scenes.a_full_house(starts_in=timedelta(hours=5))

    text = page(as_trainee, of(house.slot))

    assert "This close to the start no seats are passed on any more." in text
    assert "Wait for a seat" not in text


def test_the_door_opens_fifteen_minutes_before_and_to_those_with_a_seat(sign_in: SignIn) -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(minutes=14))
    inside, outside = sign_in(house.seated[0]), sign_in(house.waiting[0])

    assert inside.get(f"{of(house.slot)}join/").headers["Location"] == scenes.JOIN_LINK
    assert "This door is for those who have a seat" in page(outside, f"{of(house.slot)}join/")


def test_the_door_says_when_it_opens(sign_in: SignIn) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=30))

    assert "The door isn't open yet" in page(sign_in(house.seated[0]), f"{of(house.slot)}join/")


def test_the_door_is_closed_once_a_session_is_called_off(sign_in: SignIn) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=5))
    scheduling.call_off(slot_id=house.slot.pk, because="Snow.", by=road.an_admin())

    assert "This door is for those who have a seat" in page(sign_in(house.seated[0]), f"{of(house.slot)}join/")


def test_the_link_to_join_is_in_no_page_mail_or_calendar(sign_in: SignIn) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=5))
    inside = sign_in(house.seated[0])

    texts = [page(inside, url) for url in ("/sessions/", of(house.slot), f"{of(house.slot)}calendar.ics")]
    texts += [page(inside, url) for url in ("/training/", "/api/v1/sessions/", f"/api/v1{of(house.slot)}")]
    texts += ["".join(astuple(words_of(mail))) for mail in OutgoingMail.objects.all()]

    assert [scenes.JOIN_LINK in text for text in texts] == [False] * len(texts)


def test_the_calendar_entry_is_one_event_in_utc_known_by_its_sign_up(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    [row] = scenes.sign_up(slot, trainee)

    answer = sign_in(trainee).get(f"{of(slot)}calendar.ics")

    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["UID"] == f"sign-up-{row.pk}@testserver"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (slot.starts_at, slot.ends_at)
    assert b"DTSTART:" + f"{slot.starts_at:%Y%m%dT%H%M%SZ}".encode() in answer.content


def test_who_waits_has_no_calendar_entry(sign_in: SignIn) -> None:
    house = scenes.a_full_house(waiting=1)

    assert sign_in(house.waiting[0]).get(f"{of(house.slot)}calendar.ics").status_code == 404


def test_a_mailed_link_shows_a_button_and_the_button_gives_the_seat_back(client: Client, trainee: User) -> None:
    slot = scenes.a_slot()
    [row] = scenes.sign_up(slot, trainee)
    url = f"/sessions/give-back/{seats.cancel_token(row.pk)}/"

    assert "Give my seat back" in page(client, url)
    assert scenes.states(slot) == ["confirmed"]

    assert "Your place is given back" in read(client.post(url, follow=True))
    assert scenes.states(slot) == ["cancelled"]


def test_an_old_mailed_link_does_not_touch_a_new_sign_up(client: Client, trainee: User) -> None:
    slot = scenes.a_slot()
    [row] = scenes.sign_up(slot, trainee)
    scenes.cancel(slot, trainee)
    scenes.sign_up(slot, trainee)

    client.post(f"/sessions/give-back/{seats.cancel_token(row.pk)}/")

    assert scenes.states(slot) == ["cancelled", "confirmed"]


def test_a_made_up_link_is_answered_kindly(client: Client) -> None:
    answer = client.get("/sessions/give-back/made-up/")

    assert (answer.status_code, "This link no longer works" in read(answer)) == (404, True)


def test_too_late_for_the_mailed_link_is_said_next_to_the_button(client: Client, trainee: User) -> None:
    slot = scenes.a_slot(starts_in=timedelta(hours=3))
    [row] = scenes.sign_up(slot, trainee)
    Slot.objects.update(cancel_until=timezone.now())

    answer = client.post(f"/sessions/give-back/{seats.cancel_token(row.pk)}/")

    assert (answer.status_code, scenes.states(slot)) == (409, ["confirmed"])
    assert "It's too late to give your seat back here." in read(answer)


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_however_many_sessions_and_sign_ups(
    sign_in: SignIn, trainee: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        scenes.sign_up(scenes.a_slot(starts_in=timedelta(days=10, hours=number)), trainee)
    client = sign_in(trainee)

    with django_assert_num_queries(7):
        page(client, "/sessions/")


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_of_a_session_costs_the_same_however_many_come(
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    house = scenes.a_full_house(seats=count, waiting=count)
    client = sign_in(house.waiting[-1])

    with django_assert_num_queries(7):
        page(client, of(house.slot))
