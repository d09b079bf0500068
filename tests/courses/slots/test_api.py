"""Sessions over the API: the same verbs, the same refusals."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import seats
from courses.slots.models import AttendanceMark, Slot
from lms.api.actions import make_token
from lms.api.scopes import Scope
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def with_token(owner: User, *scopes: Scope) -> dict[str, str]:
    _token, secret = make_token(owner=owner, name="test", scopes=list(scopes), lasts=timedelta(days=1))
    return {"Authorization": f"Bearer {secret}"}


def test_anybody_reads_the_coming_sessions_soonest_first(client: Client) -> None:
    later, sooner = scenes.a_slot(), scenes.a_full_house(waiting=2, starts_in=timedelta(days=2)).slot
    scenes.a_slot(published=False)

    rows = client.get("/api/v1/sessions/").json()["results"]

    assert [(row["id"], row["seats"], row["confirmed"], row["waiting"], row["standing"]) for row in rows] == [
        (sooner.pk, 1, 1, 2, "waitlist"),
        (later.pk, 8, 0, 0, "free"),
    ]


def test_sessions_are_found_by_kind_and_by_time(client: Client) -> None:
    past, chat = scenes.a_slot(starts_in=timedelta(days=-3)), scenes.a_slot(kind="chat_local")

    def found(query: str) -> list[int]:
        return [row["id"] for row in client.get(f"/api/v1/sessions/?{query}").json()["results"]]

    week_ago = (past.starts_at - timedelta(days=4)).isoformat().replace("+", "%2B")
    assert found("kind=chat_local") == [chat.pk]
    assert found(f"from={week_ago}") == [past.pk, chat.pk]


def test_sessions_tell_how_one_can_take_part_and_who_runs_them(client: Client) -> None:
    slot = scenes.a_slot(captions=True, interpretation="ASL", access="Step-free", audience="needed")
    slot.facilitators.add(UserFactory.create(display_name="Ada Okafor"))

    row = client.get(f"/api/v1/sessions/{slot.pk}/").json()

    names = ("captions", "interpretation", "access", "audience", "facilitators", "standing", "own_state")
    told = [row[name] for name in names]
    assert told == [True, "ASL", "Step-free", "needed", ["Ada Okafor"], "not_for_you", ""]
    assert scenes.JOIN_LINK not in str(row)


def test_sessions_are_found_by_seat_place_and_need(client: Client, sign_in: SignIn) -> None:
    full = scenes.a_full_house(starts_in=timedelta(days=1)).slot
    room = scenes.a_slot(room="Annenberg 12", kind="office_hour", starts_in=timedelta(days=2))
    held = scenes.a_slot(seats=1, starts_in=timedelta(days=3))
    seats.hold(slot_id=held.pk, person=scenes.people(1)[0])
    member = sign_in(road.an_enrolment().person)

    def found(reader: Client, query: str) -> list[int]:
        return [row["id"] for row in reader.get(f"/api/v1/sessions/?{query}").json()["results"]]

    assert found(client, "free=true") == [room.pk]
    assert (found(client, "where=room"), found(client, "where=online")) == ([room.pk], [full.pk, held.pk])
    assert (found(member, "needed=true"), found(client, "needed=true")) == ([full.pk, held.pk], [])


def test_own_state_and_place_are_those_of_who_asks(sign_in: SignIn) -> None:
    house = scenes.a_full_house(waiting=1)
    rows = [sign_in(who).get(f"/api/v1/sessions/{house.slot.pk}/").json() for who in (*house.seated, *house.waiting)]

    assert [(row["own_state"], row["place"]) for row in rows] == [("confirmed", 0), ("waiting", 1)]


def test_a_session_for_others_refuses_with_a_problem(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot(audience="role", for_role="core_group")

    answer = sign_in(trainee).post(f"/api/v1/sessions/{slot.pk}/sign-up/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["not_for_you"]


@pytest.mark.parametrize("position", ["\0", "soon", "2026-13-45", "9" * 4000])
def test_a_cursor_that_points_nowhere_is_told(client: Client, position: str) -> None:
    cursor = b64encode(f"p={quote(position)}".encode()).decode()

    answer = client.get("/api/v1/sessions/", {"cursor": cursor})

    assert (answer.status_code, answer.json()["detail"]) == (404, "This cursor leads nowhere. Begin again without it.")


def test_a_filter_that_makes_no_sense_is_a_problem(client: Client) -> None:
    answer = client.get("/api/v1/sessions/?from=soon")

    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")


def test_a_seat_is_taken_and_given_back(client: Client, trainee: User) -> None:
    slot, headers = scenes.a_slot(), with_token(trainee, Scope.SESSIONS_WRITE)

    taken = client.post(f"/api/v1/sessions/{slot.pk}/sign-up/", headers=headers)
    given = client.delete(f"/api/v1/sessions/{slot.pk}/sign-up/", headers=headers)

    assert (taken.status_code, taken.json()["standing"], taken.json()["confirmed"]) == (201, "in", 1)
    assert (given.status_code, scenes.states(slot)) == (204, ["cancelled"])


def test_who_waits_is_told_their_place(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_full_house(waiting=1).slot

    answer = sign_in(trainee).post(f"/api/v1/sessions/{slot.pk}/sign-up/").json()

    assert (answer["standing"], answer["place"]) == ("waiting", 2)


def test_a_refusal_is_a_problem_with_its_code(sign_in: SignIn, trainee: User) -> None:
    slot = scenes.a_slot()
    scenes.sign_up(slot, trainee)

    answer = sign_in(trainee).post(f"/api/v1/sessions/{slot.pk}/sign-up/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["already_in"]


def test_the_same_key_signs_up_once(sign_in: SignIn, trainee: User) -> None:
    slot, client = scenes.a_slot(), sign_in(trainee)

    answers = [
        client.post(f"/api/v1/sessions/{slot.pk}/sign-up/", headers={"Idempotency-Key": "one"}) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert scenes.states(slot) == ["confirmed"]


def test_a_draft_is_not_to_be_found(sign_in: SignIn, trainee: User) -> None:
    url = f"/api/v1/sessions/{scenes.a_slot(published=False).pk}/"
    client = sign_in(trainee)

    assert (client.get(url).status_code, client.post(f"{url}sign-up/").status_code) == (404, 404)


def test_a_token_does_only_what_its_scopes_name(client: Client, trainee: User) -> None:
    slot, headers = scenes.a_slot(), with_token(trainee, Scope.SESSIONS_READ)

    statuses = [
        client.get("/api/v1/sessions/", headers=headers).status_code,
        client.post(f"/api/v1/sessions/{slot.pk}/sign-up/", headers=headers).status_code,
    ]

    assert (statuses, scenes.states(slot)) == ([200, 403], [])


def test_nobody_signs_up_without_signing_in(client: Client) -> None:
    assert client.post(f"/api/v1/sessions/{scenes.a_slot().pk}/sign-up/").status_code in (401, 403)


def test_the_core_group_reads_the_roster_and_marks_attendance(client: Client, core_member: User) -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(minutes=-30))
    headers = with_token(core_member, Scope.ATTENDANCE_WRITE)
    base, [person] = f"/api/v1/sessions/{house.slot.pk}/", house.seated

    for _ in range(2):
        said = {"person": person.pk, "minutes": 45}
        assert client.post(f"{base}attendance/", said, "application/json", headers=headers).status_code == 200

    assert AttendanceMark.objects.count() == 1
    assert client.get(f"{base}roster/", headers=headers).json() == {
        "confirmed": [{"person": person.pk, "name": person.display_name, "minutes": 45}],
        "waiting": [{"person": house.waiting[0].pk, "name": house.waiting[0].display_name, "minutes": None}],
    }


def test_a_correction_of_a_closed_session_brings_its_reason(client: Client, core_member: User) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-90))
    headers = with_token(core_member, Scope.ATTENDANCE_WRITE)
    url, said = f"/api/v1/sessions/{house.slot.pk}/attendance/", {"person": house.seated[0].pk, "minutes": 45}
    client.post(url, said, "application/json", headers=headers)
    Slot.objects.update(state="closed", closed_at=house.slot.ends_at)

    bodies = [said | {"minutes": 0}, said | {"minutes": 0, "because": "Left at once."}]
    answers = [client.post(url, body, "application/json", headers=headers) for body in bodies]

    assert [answer.status_code for answer in answers] == [409, 200]


def test_a_mark_sent_again_with_its_idempotency_key_is_answered_the_same(client: Client, core_member: User) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-30))
    headers = with_token(core_member, Scope.ATTENDANCE_WRITE)
    url, said = f"/api/v1/sessions/{house.slot.pk}/attendance/", {"person": house.seated[0].pk, "minutes": 45}

    answers = [client.post(url, said, "application/json", headers=headers | {"Idempotency-Key": "k"}) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotent-Replayed"] == "true"


def test_trainees_neither_read_the_roster_nor_mark(sign_in: SignIn, trainee: User) -> None:
    house, client = scenes.a_full_house(starts_in=timedelta(minutes=-30)), sign_in(trainee)
    base, said = f"/api/v1/sessions/{house.slot.pk}/", {"person": house.seated[0].pk, "minutes": 60}

    statuses = [client.get(f"{base}roster/"), client.post(f"{base}attendance/", said, "application/json")]

    assert ([answer.status_code for answer in statuses], AttendanceMark.objects.count()) == ([403, 403], 0)


def test_minutes_that_are_no_number_point_to_their_field(sign_in: SignIn, core_member: User) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-30))
    said = {"person": house.seated[0].pk, "minutes": "long"}

    answer = sign_in(core_member).post(f"/api/v1/sessions/{house.slot.pk}/attendance/", said, "application/json")

    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (400, ["#/minutes"])


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_however_many_sessions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _number in range(count):
        scenes.a_slot()

    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/sessions/").json()["results"]) == count
