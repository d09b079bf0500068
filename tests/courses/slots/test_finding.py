"""Finding a session: the list, its filters, the month, and the zone in which times are told."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import seats
from courses.slots.models import Slot
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

ZONE_URL = "/zone/"


def read(answer: Any) -> str:
    """What somebody reads, tags left out."""
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def titles(answer: Any) -> list[str]:
    return [session.slot.title for session in answer.context["sessions"]]


def days(answer: Any) -> dict[int, list[str]]:
    """The titles on each day of the month that have any."""
    shown = [day for week in answer.context["month"].weeks for day in week]
    return {day.date.day: [entry.session.slot.title for entry in day.entries] for day in shown if day.entries}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Chat", "En français", "Full", "Here"]),
        ("kind=chat_local", ["Chat"]),
        ("language=fr", ["En français"]),
        ("free=on", ["Chat", "En français", "Here"]),
        ("where=room", ["Here"]),
        ("where=online&language=en", ["Chat", "Full"]),
        ("kind=nonsense&where=moon", ["Chat", "En français", "Full", "Here"]),
    ],
)
def test_the_list_narrows_to_what_somebody_looks_for(client: Client, query: str, found: list[str]) -> None:
    scenes.a_slot(title="Chat", kind="chat_local", starts_in=timedelta(days=1))
    scenes.a_slot(title="En français", language="fr", starts_in=timedelta(days=2))
    Slot.objects.filter(pk=scenes.a_full_house(starts_in=timedelta(days=3)).slot.pk).update(title="Full")
    scenes.a_slot(title="Here", room="Annenberg 12", starts_in=timedelta(days=4))

    assert titles(client.get(f"/sessions/?{query}")) == found


def test_a_seat_that_is_kept_for_somebody_is_not_free(client: Client) -> None:
    slot = scenes.a_slot(seats=1)
    seats.hold(slot_id=slot.pk, person=scenes.people(1)[0])

    assert titles(client.get("/sessions/?free=on")) == []
    assert "Full" in read(client.get("/sessions/"))


def test_nothing_that_fits_leads_to_everything(client: Client) -> None:
    scenes.a_slot()

    text = read(client.get("/sessions/?kind=office_hour"))

    assert ("No coming session fits all of this" in text, "Show all" in text) == (True, True)


def test_what_is_looked_for_stays_on_the_next_page(client: Client) -> None:
    for number in range(21):
        scenes.a_slot(kind="chat_local", starts_in=timedelta(days=10, hours=number))

    answer = client.get("/sessions/?kind=chat_local&free=on")

    assert 'href="?kind=chat_local&amp;free=on&amp;page=2"' in answer.content.decode()


def test_sessions_that_count_for_ones_training_are_found(sign_in: SignIn) -> None:
    person = road.an_enrolment().person
    scenes.a_slot(title="A training")
    scenes.a_slot(title="An office hour", kind="office_hour")

    assert titles(sign_in(person).get("/sessions/?needed=on")) == ["A training"]


def test_nobody_who_is_not_signed_in_asks_what_counts_for_them(client: Client) -> None:
    scenes.a_slot(title="A training")

    answer = client.get("/sessions/?needed=on")

    assert (titles(answer), 'name="needed"' in answer.content.decode()) == (["A training"], False)


def test_who_it_is_for_and_how_one_can_take_part_stands_on_list_and_page(client: Client) -> None:
    school = InstitutionFactory.create(name="Riverside")
    slot = scenes.a_slot(captions=True, interpretation="ASL", access="Step-free", audience="institution")
    Slot.objects.update(for_institution=school)
    slot.facilitators.add(road.a_core_member())
    team = [str(slot.host), str(slot.facilitators.get())]

    for url in ("/sessions/", f"/sessions/{slot.pk}/"):
        text = read(client.get(url))
        for words in ("Live captions", "Interpretation: ASL", "Step-free", "people of Riverside", *team):
            assert words in text


def test_a_session_for_others_says_for_whom_and_offers_no_seat(as_trainee: Client) -> None:
    slot = scenes.a_slot(audience="role", for_role=Role.CORE_GROUP.value)

    text = read(as_trainee.get(f"/sessions/{slot.pk}/"))

    assert ("This session is for: " in text, "Take a seat" in text) == (True, False)
    assert "Meant for others" in read(as_trainee.get("/sessions/"))


def test_an_overlap_is_told_before_and_after_and_stops_nobody(sign_in: SignIn, trainee: User) -> None:
    first = scenes.a_slot(title="The first")
    second = scenes.a_slot(title="The second", starts_at=first.starts_at + timedelta(minutes=30))
    scenes.sign_up(first, trainee)
    client = sign_in(trainee)
    told = "At the same time you're expected here: The first"

    assert told in read(client.get("/sessions/"))
    assert told in read(client.get(f"/sessions/{second.pk}/"))
    assert told in read(client.post(f"/sessions/{second.pk}/sign-up/", follow=True))
    assert scenes.confirmed(second) == {trainee.pk}


def test_one_after_the_other_is_no_overlap(sign_in: SignIn, trainee: User) -> None:
    first = scenes.a_slot()
    scenes.a_slot(starts_at=first.ends_at)
    scenes.sign_up(first, trainee)

    assert "At the same time" not in read(sign_in(trainee).get("/sessions/"))


def test_a_zone_is_chosen_without_an_account(client: Client) -> None:
    scenes.a_slot(starts_at=datetime(2035, 1, 16, 17, 0, tzinfo=UTC))

    answer = client.post(ZONE_URL, {"zone": "Asia/Kolkata", "next": "/sessions/?kind=training"})
    text = read(client.get(answer.headers["Location"]))

    assert answer.headers["Location"] == "/sessions/?kind=training"
    assert "Times are told for Kolkata" in text
    assert "12:00–1:00 pm · New York (your time: 10:30 pm)" in text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "x"])
def test_choosing_a_zone_leads_nowhere_else(client: Client, back: str) -> None:
    assert client.post(ZONE_URL, {"zone": "Asia/Kolkata", "next": back}).headers["Location"] == "/"


@pytest.mark.parametrize("zone", ["Mars/Base", "../../etc/passwd", "America", ""])
def test_a_zone_that_is_none_changes_nothing(client: Client, zone: str) -> None:
    client.post(ZONE_URL, {"zone": zone, "next": "/sessions/"})
    kept = "zone" in client.cookies
    client.cookies["zone"] = zone

    assert (kept, "Times are told for New York" in read(client.get("/sessions/"))) == (False, True)


def test_a_member_reads_times_in_their_own_zone_whatever_was_chosen(sign_in: SignIn, trainee: User) -> None:
    client = sign_in(trainee)
    client.cookies["zone"] = "Asia/Kolkata"

    assert "Times are told for New York" in read(client.get("/sessions/"))


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_a_month_shows_sessions_on_the_readers_days(client: Client) -> None:
    late = datetime(2026, 11, 1, 2, 30, tzinfo=UTC)  # the evening of 31 October in New York
    scenes.a_slot(title="Late", starts_at=late, zone="Europe/London")
    scenes.a_slot(title="Through midnight", starts_at=datetime(2026, 11, 11, 4, 30, tzinfo=UTC))
    scenes.a_slot(
        title="Retreat", starts_at=datetime(2026, 11, 20, 15, tzinfo=UTC), ends_at=datetime(2026, 11, 22, 5, tzinfo=UTC)
    )

    here = client.get("/sessions/month/2026-11/")
    client.cookies["zone"] = "Europe/London"
    there = client.get("/sessions/month/2026-11/")

    assert days(here) == {10: ["Through midnight"], 11: ["Through midnight"], 20: ["Retreat"], 21: ["Retreat"]}
    assert days(there) == {1: ["Late"], 11: ["Through midnight"], 20: ["Retreat"], 21: ["Retreat"], 22: ["Retreat"]}


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_the_night_of_the_clock_change_is_told_rightly(client: Client) -> None:
    scenes.a_slot(
        title="Before",
        starts_at=datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 1, 5, 50, tzinfo=UTC),
    )
    scenes.a_slot(
        title="After",
        starts_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 1, 6, 50, tzinfo=UTC),
    )

    text = read(client.get("/sessions/month/2026-11/"))

    assert text.index("1:30–1:50 am Before") < text.index("1:30–1:50 am After")


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_a_months_days_name_the_sessions_own_clock_where_it_differs(client: Client) -> None:
    scenes.a_slot(title="Abroad", starts_at=datetime(2026, 11, 10, 17, 0, tzinfo=UTC), zone="Asia/Kolkata")
    scenes.a_slot(title="Here", starts_at=datetime(2026, 11, 12, 17, 0, tzinfo=UTC))

    text = read(client.get("/sessions/month/2026-11/"))

    assert "12:00–1:00 pm Abroad Tue 10 Nov, 10:30 pm · Kolkata" in text
    assert "12:00–1:00 pm Here 8 seats left" in text


@time_machine.travel("2026-10-05T12:00:00Z", tick=False)
def test_months_lead_to_each_other_and_an_empty_one_says_so(client: Client) -> None:
    answer = client.get("/sessions/month/2026-12/?language=fr")

    assert "No session of this month fits all of this" in read(answer)
    for address in ("2026-11", "2027-01"):
        assert f'href="/sessions/month/{address}/?language=fr"' in answer.content.decode()


@pytest.mark.parametrize("month", ["2026-13", "2026-0", "1-1", "99999-01"])
def test_a_month_that_is_none_is_not_to_be_found(client: Client, month: str) -> None:
    assert client.get(f"/sessions/month/{month}/").status_code == 404


def test_the_week_begins_as_in_the_readers_language(sign_in: SignIn, trainee: User) -> None:
    trainee.language = "fr"
    trainee.save()

    [english, french] = [client.get("/sessions/month/2026-11/") for client in (Client(), sign_in(trainee))]

    assert [answer.context["month"].weeks[0][0].date.isoweekday() for answer in (english, french)] == [7, 1]


@pytest.mark.parametrize("count", [1, 50])
def test_the_month_costs_the_same_however_many_sessions(
    sign_in: SignIn, trainee: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    start = datetime(2035, 1, 2, 0, 0, tzinfo=UTC)
    for number in range(count):
        scenes.sign_up(scenes.a_slot(starts_at=start + timedelta(hours=12 * number)), trainee)
    client = sign_in(trainee)

    with django_assert_num_queries(6):
        answer = client.get("/sessions/month/2035-01/")

    assert sum(map(len, days(answer).values())) >= count


@pytest.mark.parametrize("count", [1, 500])
def test_five_hundred_sessions_of_each_audience_cost_no_more_than_a_few(
    sign_in: SignIn, trainee: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    slot = scenes.a_slot(starts_at=datetime(2035, 1, 2, tzinfo=UTC))
    audiences = ["role", "institution", "needed", "anyone"]
    rows = [_alike(slot, audiences[number % 4], number) for number in range(max(count, 4))]
    Slot.objects.bulk_create(rows)
    client = sign_in(trainee)

    with django_assert_num_queries(8):
        read(client.get("/sessions/month/2035-01/"))


def _alike(slot: Slot, audience: str, number: int) -> Slot:
    begins = slot.starts_at + timedelta(hours=number)
    return Slot(
        title=f"Session {number}", audience=audience, for_role=Role.TRAINEE.value, state="published",
        starts_at=begins, ends_at=begins + timedelta(hours=1), signup_opens_at=slot.signup_opens_at,
        signup_closes_at=begins, cancel_until=begins,
    )  # fmt: skip
