"""A person's own calendar address: what it opens, for whom, and until when; and the ways to add one session."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from courses.slots import ics
from courses.slots.actions import calendars, scheduling
from courses.slots.models import CalendarFeed, MailWish
from lms.people import actions as people
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.courses.slots.mailed import Entry, entries

pytestmark = [pytest.mark.django_db, pytest.mark.database]

QUERIES = 2
Read = Callable[[], list[Entry]]


@pytest.fixture
def address(trainee: User) -> str:
    return f"/sessions/feed/{calendars.make_feed(person=trainee)}.ics"


@pytest.fixture
def read(client: Client, address: str) -> Read:
    """What a calendar program reads, which knows nothing but the address."""
    return lambda: entries(client.get(address).content)


def test_the_feed_shows_seats_and_places_in_line_as_what_they_are(read: Read, trainee: User) -> None:
    seat, house = scenes.a_slot(title="A seat"), scenes.a_full_house(starts_in=timedelta(days=12))
    scenes.sign_up(seat, trainee)
    scenes.sign_up(house.slot, trainee)

    assert [(one.method, one.status, one.starts) for one in read()] == [
        ("PUBLISH", "CONFIRMED", seat.starts_at),
        ("PUBLISH", "TENTATIVE", house.slot.starts_at),
    ]


def test_what_was_called_off_stays_in_the_feed_as_cancelled(read: Read, trainee: User) -> None:
    slot = scenes.a_slot()
    scenes.sign_up(slot, trainee)
    [before] = read()

    scheduling.call_off(slot_id=slot.pk, because="Snow.", by=road.an_admin())

    [after] = read()
    assert (after.status, after.uid, after.sequence > before.sequence) == ("CANCELLED", before.uid, True)


def test_what_was_given_back_is_gone_from_the_feed(read: Read, trainee: User) -> None:
    slot = scenes.a_slot()
    scenes.sign_up(slot, trainee)
    scenes.cancel(slot, trainee)

    assert read() == []


def test_the_feed_reaches_ninety_days_back(read: Read, trainee: User) -> None:
    for days in (89, 92):
        scenes.sign_up(scenes.a_slot(starts_in=timedelta(days=-days)), trainee)

    assert len(read()) == 1


def test_who_waited_in_vain_is_not_reminded_of_it(read: Read, trainee: User) -> None:
    house = scenes.a_full_house(starts_in=timedelta(days=-2))
    scenes.sign_up(house.slot, trainee)

    assert read() == []


def test_nothing_in_a_feed_lets_anybody_in_or_acts(client: Client, address: str, trainee: User) -> None:
    scenes.sign_up(scenes.a_slot(), trainee)

    text = client.get(address).content.decode().replace("\r\n ", "")

    secrets = (scenes.JOIN_LINK, "give-back", trainee.email)
    assert [secret in text for secret in secrets] == [False, False, False]


def test_a_feed_says_how_often_to_look_and_who_may_keep_it(client: Client, address: str) -> None:
    answer = client.get(address)

    calendar = Calendar.from_ical(answer.content)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in answer.content
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "private, no-cache",
        "noindex, nofollow",
    )


def test_a_program_that_knows_the_feed_already_reads_it_only_when_it_changes(
    client: Client, address: str, trainee: User
) -> None:
    known = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": known})
    scenes.sign_up(scenes.a_slot(), trainee)
    changed = client.get(address, headers={"If-None-Match": known})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)
    assert again.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_queries_however_long(
    client: Client,
    address: str,
    trainee: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        scenes.sign_up(scenes.a_slot(), trainee)

    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_a_wrong_secret_opens_nothing(client: Client, address: str) -> None:
    assert client.get("/sessions/feed/guessed.ics").status_code == 404
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404


def test_only_a_hash_of_the_secret_is_kept(address: str) -> None:
    secret = address.rpartition("/")[2].removesuffix(".ics")

    assert (len(secret), CalendarFeed.objects.filter(secret_hash=secret).exists()) == (43, False)
    assert CalendarFeed.objects.get().secret_hash == calendars.hash_of(secret)


def test_a_new_address_takes_the_old_ones_place(client: Client, address: str, trainee: User) -> None:
    renewed = f"/sessions/feed/{calendars.make_feed(person=trainee)}.ics"

    assert [client.get(one).status_code for one in (address, renewed)] == [404, 200]


@pytest.mark.parametrize("gone", ["revoked", "may not sign in", "erased"])
def test_an_address_opens_nothing_once_it_is_taken_back_or_its_person_is_gone(
    client: Client, address: str, trainee: User, gone: str
) -> None:
    if gone == "revoked":
        calendars.revoke_feed(person=trainee)
    elif gone == "erased":
        people.erase(person=trainee, by=trainee)
    else:
        User.objects.filter(pk=trainee.pk).update(is_active=False)

    assert client.get(address).status_code == 404


def test_the_address_is_shown_once_when_it_is_made(sign_in: SignIn, trainee: User) -> None:
    browser = sign_in(trainee)

    made = browser.post("/sessions/calendars/make/")
    later = browser.get("/sessions/calendars/")

    assert [b"http://testserver/sessions/feed/" in answer.content for answer in (made, later)] == [True, False]
    assert "no-store" in made.headers["Cache-Control"]
    assert b"Take it back" in later.content


def test_looking_makes_no_address(sign_in: SignIn, trainee: User) -> None:
    sign_in(trainee).get("/sessions/calendars/")
    sign_in(trainee).get("/sessions/calendars/make/")

    assert not CalendarFeed.objects.exists()


def test_taking_an_address_back_leads_to_a_page_that_says_so(sign_in: SignIn, trainee: User, address: str) -> None:
    answer = sign_in(trainee).post("/sessions/calendars/revoke/", follow=True)

    assert "opens nothing any more" in answer.content.decode()
    assert not CalendarFeed.objects.exists()


def test_people_choose_their_mails_on_a_page(sign_in: SignIn, trainee: User) -> None:
    browser = sign_in(trainee)

    browser.post("/sessions/mails/", {"hour_before": "on"})

    assert MailWish.objects.values_list("person", "day_before", "hour_before", "afterwards").get() == (
        trainee.pk,
        False,
        True,
        False,
    )
    assert browser.get("/sessions/mails/").content.count(b" checked") == 1


def test_a_seat_can_be_added_to_web_calendars_in_utc_without_the_way_in(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot(title="Time & place")
    scenes.sign_up(slot, trainee)

    page = sign_in(trainee).get(f"/sessions/{slot.pk}/").content.decode()

    google, outlook = (parse_qs(urlsplit(link).query) for link in ics.add_links(slot).values())
    start, end = slot.starts_at, slot.ends_at
    assert google["dates"] == [f"{start:%Y%m%dT%H%M%SZ}/{end:%Y%m%dT%H%M%SZ}"]
    assert (outlook["startdt"], outlook["enddt"]) == ([f"{start:%Y-%m-%dT%H:%M:%SZ}"], [f"{end:%Y-%m-%dT%H:%M:%SZ}"])
    assert google["text"] == outlook["subject"] == ["Time & place"]
    shown = [host in page for host in ("calendar.google.com", "outlook.live.com", scenes.JOIN_LINK)]
    assert shown == [True, True, False]


def test_who_has_no_seat_is_not_offered_a_calendar(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()

    assert b"calendar.google.com" not in sign_in(trainee).get(f"/sessions/{slot.pk}/").content


def test_a_file_to_add_by_hand_is_the_same_entry_as_the_invitation(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    [row] = scenes.sign_up(slot, trainee)

    [found] = entries(sign_in(trainee).get(f"/sessions/{slot.pk}/calendar.ics").content)

    assert (found.method, found.sequence, found.attendees) == ("PUBLISH", 0, [])
    assert found.uid == f"sign-up-{row.pk}@testserver"
