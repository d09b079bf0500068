"""The door for taps that a phone has kept: under whose name, how often, and what is answered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from courses.progress.models import LedgerEvent
from courses.slots.actions import attendance
from courses.slots.models import AttendanceMark
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def house() -> scenes.FullHouse:
    return scenes.a_full_house(seats=2, starts_in=timedelta(minutes=-30))


def send(client: Client, house: scenes.FullHouse, host: User, *taps: dict[str, Any]) -> Any:
    url = f"/admin/sessions/{house.slot.pk}/sync/"
    return client.post(url, {"host": host.pk, "taps": list(taps)}, content_type="application/json")


def here(person: User, key: str = "one", **said: Any) -> dict[str, Any]:
    return {"key": key, "person": person.pk, "minutes": 60, "seen": 0, **said}


def test_what_is_sent_again_is_noted_once(as_core_member: Client, core_member: User, house: scenes.FullHouse) -> None:
    person = house.seated[0]
    road.an_enrolment(person)

    answers = [send(as_core_member, house, core_member, here(person)).json() for _time in range(2)]

    assert answers[0] == answers[1]
    assert [row["answer"] for row in answers[0]["answers"]] == ["here"]
    assert AttendanceMark.objects.count() == 1
    assert LedgerEvent.objects.filter(subject__startswith="attendance:").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_tap_that_arrives_many_times_at_once_is_noted_once(sign_in: SignIn) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-30))
    host, person = road.a_core_member(), house.seated[0]
    road.an_enrolment(person)

    def arrive(client: Client) -> Any:
        try:
            return send(client, house, host, here(person)).json()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(arrive, [sign_in(host) for _number in range(8)]))

    assert answers == [answers[0]] * 8
    assert AttendanceMark.objects.count() == 1
    assert LedgerEvent.objects.filter(subject__startswith="attendance:").count() == 1


def test_an_answer_that_was_lost_lets_an_old_tap_overrule_no_later_one(
    as_core_member: Client, core_member: User, house: scenes.FullHouse
) -> None:
    person = house.seated[0]
    taps = [here(person, "one"), here(person, "two"), here(person, "three", minutes=0)]

    for _time in range(2):
        send(as_core_member, house, core_member, *taps)

    assert list(AttendanceMark.objects.order_by("pk").values_list("minutes", flat=True)) == [60, 60, 0]


def test_nothing_is_taken_of_whom_somebody_else_has_tapped(as_core_member: Client, house: scenes.FullHouse) -> None:
    answer = send(as_core_member, house, road.a_core_member(), here(house.seated[0]))

    assert (answer.status_code, AttendanceMark.objects.count()) == (409, 0)


def test_a_host_cannot_name_the_mark_of_another_by_its_key(
    as_core_member: Client, core_member: User, house: scenes.FullHouse, sign_in: SignIn
) -> None:
    other = road.a_core_member()
    send(sign_in(other), house, other, here(house.seated[0], "same"))

    send(as_core_member, house, core_member, here(house.seated[1], "same"))

    assert AttendanceMark.objects.count() == 2


def test_each_tap_is_answered_for_itself(as_core_member: Client, core_member: User, house: scenes.FullHouse) -> None:
    stranger = road.an_admin()
    taps = [
        here(stranger, "a"),
        {"key": "b", "person": "x"},
        here(house.seated[0], "c"),
        {"key": "d", "person": 10**30},
    ]

    answers = send(as_core_member, house, core_member, *taps).json()["answers"]

    assert [(row["key"], "refused" in row) for row in answers] == [("a", True), ("b", True), ("c", False), ("d", True)]


@pytest.mark.parametrize(
    "tap",
    [
        {"undo_mark": 1, "person": 10**30},
        {"undo_key": "one", "person": 10**30},
        {"key": "\ud800"},
        {"key": "a\0"},
        {"undo_key": "\ud800"},
        {"key": ["a"], "minutes": {}},
    ],
)
def test_a_tap_that_nobody_tapped_is_answered_as_one(
    as_core_member: Client, core_member: User, house: scenes.FullHouse, tap: dict[str, object]
) -> None:
    said = here(house.seated[0]) | ({"minutes": None} if tap.keys() & {"undo_mark", "undo_key"} else {}) | tap

    [answer] = send(as_core_member, house, core_member, said).json()["answers"]

    assert answer["refused"] == "That couldn't be read. Please tap again."


def test_what_is_nested_without_end_is_not_read(as_core_member: Client, house: scenes.FullHouse) -> None:
    address = f"/admin/sessions/{house.slot.pk}/sync/"

    assert as_core_member.post(address, "[" * 100_000, content_type="application/json").status_code == 400


def test_what_a_colleague_has_said_since_is_not_overruled_unseen(
    as_core_member: Client, core_member: User, house: scenes.FullHouse
) -> None:
    person = house.seated[0]
    attendance.mark(slot_id=house.slot.pk, person=person, minutes=0, by=road.a_core_member())

    [answer] = send(as_core_member, house, core_member, here(person)).json()["answers"]

    assert answer["refused"].startswith("Somebody else has noted something different meanwhile.")
    assert answer["answer"] == "absent"


def test_taking_back_by_key_follows_its_mark_and_may_be_sent_again(
    as_core_member: Client, core_member: User, house: scenes.FullHouse
) -> None:
    person = house.seated[0]
    taps = [here(person), {"key": "two", "person": person.pk, "undo_key": "one"}]

    answers = [send(as_core_member, house, core_member, *taps).json()["answers"] for _time in range(2)]

    assert [row["minutes"] for row in answers[1]] == [None, None]
    assert AttendanceMark.objects.exclude(undone_at=None).count() == 1


@pytest.mark.parametrize("body", ["", "[]", "{", '{"host": 1}', '{"taps": [1]}', '{"taps": {}}'])
def test_what_cannot_be_read_is_refused_plainly(as_core_member: Client, house: scenes.FullHouse, body: str) -> None:
    url = f"/admin/sessions/{house.slot.pk}/sync/"

    assert as_core_member.post(url, body, content_type="application/json").status_code == 400


def test_a_phone_learns_who_is_signed_in_and_todays_token(
    as_core_member: Client, core_member: User, house: scenes.FullHouse
) -> None:
    answer = as_core_member.get(f"/admin/sessions/{house.slot.pk}/sync/")

    assert answer.json()["host"] == core_member.pk
    assert answer.json()["token"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_worker_reaches_rosters_and_nothing_above_them(as_core_member: Client) -> None:
    answer = as_core_member.get("/admin/sessions/roster-worker.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    assert b"addEventListener('fetch'" in answer.content


def test_a_roster_is_kept_by_no_shared_cache(as_core_member: Client, house: scenes.FullHouse) -> None:
    answer = as_core_member.get(f"/admin/sessions/{house.slot.pk}/roster/")

    assert "private" in answer.headers["Cache-Control"]
