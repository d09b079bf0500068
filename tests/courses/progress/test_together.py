"""One verb for several people: looked ahead at by the same rules, done once for each, and told for each."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.progress.actions import bulk, ledger
from courses.progress.models import Enrolment, LedgerEvent, StaffRecord
from courses.progress.queries import cohort
from courses.progress.unseen import Unseen
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.progress.staff_scenes import AT, in_a_session, note
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = timezone.now().date().isoformat()
SAID = {"session_kind": "training", "minutes": 60, "day": TODAY, "because": "We met in Boston.", "key": "form"}
NOTE = bulk.Note(in_a_session(), "We met in Boston.", "form")
WAIVE = bulk.Waive("rubric", "The scale was being changed.")


def trainings(count: int = 3) -> list[Enrolment]:
    return [scenes.an_enrolment(UserFactory.create(display_name=f"Person {number}")) for number in range(count)]


def again(rows: Sequence[Enrolment]) -> list[Enrolment]:
    return list(cohort.chosen(row.pk for row in rows))


def outcomes(results: Sequence[bulk.Result]) -> list[str]:
    return [row.outcome.value for row in results]


def foresee(act: bulk.Act, rows: Sequence[Enrolment], by: User | None = None) -> list[bulk.Foreseen]:
    return bulk.foresee(act, again(rows), by=by or scenes.an_admin(), at=AT)


def carry_out(act: bulk.Act, rows: Sequence[Enrolment], by: User | None = None) -> list[bulk.Result]:
    return bulk.carry_out(act, again(rows), by=by or scenes.an_admin(), clock=scenes.at(AT))


@pytest.mark.parametrize("act", [NOTE, WAIVE])
def test_what_was_foreseen_is_what_then_happens(act: bulk.Act) -> None:
    rows = trainings()
    note(rows[0], key="earlier")
    ledger.waive(enrolment_id=rows[0].pk, requirement="rubric", because="Yes.", by=scenes.an_admin())

    foreseen, events = foresee(act, rows), LedgerEvent.objects.count()
    assert (outcomes(foreseen), LedgerEvent.objects.count()) == (["already", "done", "done"], events)

    assert outcomes(carry_out(act, rows)) == outcomes(foreseen)
    for row, said in zip(again(rows), foreseen, strict=True):
        assert cohort.standing(row, unseen=Unseen(), at=AT).met == said.met_then


@pytest.mark.parametrize("act", [NOTE, WAIVE])
def test_doing_it_again_changes_nothing_and_says_so(act: bulk.Act) -> None:
    rows = trainings()
    carry_out(act, rows)

    assert (outcomes(carry_out(act, rows)), LedgerEvent.objects.count()) == (["already"] * 3, 3)


@pytest.mark.parametrize("act", [NOTE, WAIVE])
def test_ones_own_training_is_refused_among_others(act: bulk.Act) -> None:
    admin = UserFactory.create(display_name="Admin", roles=[Role.PROGRAM_ADMIN])
    rows = [scenes.an_enrolment(admin), *trainings(1)]

    told = carry_out(act, rows, by=admin)

    assert outcomes(told) == [*outcomes(foresee(act, rows, by=admin))[:1], "done"] == ["refused", "done"]
    assert told[0].because == "This is your own training. Somebody else has to do this for you."


def test_who_is_on_two_roads_is_noted_once() -> None:
    first = scenes.an_enrolment()
    second = scenes.an_enrolment(first.person, release=scenes.a_release(slug="second-road"))

    assert outcomes(foresee(NOTE, [first, second])) == outcomes(carry_out(NOTE, [first, second])) == ["done", "already"]


def test_a_requirement_that_is_not_asked_of_somebody_is_not_waived_for_them() -> None:
    other = scenes.an_enrolment(release=scenes.a_release(requirements=scenes.usual_requirements()[:2]))

    assert outcomes(foresee(WAIVE, [other])) == outcomes(carry_out(WAIVE, [other])) == ["refused"]


def test_who_would_become_ready_to_apply_is_named() -> None:
    release = scenes.a_release(requirements=scenes.usual_requirements()[1:2])
    [told] = foresee(NOTE, [scenes.an_enrolment(release=release)])

    assert (told.met_now, told.met_then, told.asked, told.becomes_ready) == (0, 1, 1, True)


@pytest.mark.parametrize("count", [1, 8])
def test_looking_ahead_costs_the_same_however_many(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    rows, admin = again(trainings(count)), scenes.an_admin()
    bulk.foresee(NOTE, rows, by=admin, at=AT)

    with django_assert_num_queries(1):
        bulk.foresee(NOTE, rows, by=admin, at=AT)


# --- the pages ------------------------------------------------------------------------------------


def send(client: Client, name: str, rows: Sequence[Enrolment], **said: Any) -> Any:
    address = reverse(f"trainings:{name}")
    return client.post(address, {"training": [row.pk for row in rows], **said})


def test_those_that_the_list_shows_are_ticked(as_program_admin: Client) -> None:
    scenes.an_enrolment(UserFactory.create(display_name="Amara Osei"))
    scenes.an_enrolment(UserFactory.create(display_name="Chen Wei"))

    told = as_program_admin.get(reverse("trainings:together"), {"q": "osei"}).content.decode()

    assert ("Chen Wei" in told, told.count(" checked")) == (False, 1)


def test_the_way_from_ticking_to_what_came_of_it(as_program_admin: Client) -> None:
    rows = trainings(2)

    assert send(as_program_admin, "together", rows).content.decode().count(" checked") == 2
    assert "2 people are chosen" in send(as_program_admin, "together_session_say", rows).content.decode()
    ahead = send(as_program_admin, "together_session_ahead", rows, **SAID).content.decode()
    assert ("Do it for 2 people" in ahead, StaffRecord.objects.count()) == (True, 0)
    assert "Done for 2 people." in send(as_program_admin, "together_session_do", rows, **SAID).content.decode()
    assert "Done for 0 people." in send(as_program_admin, "together_session_do", rows, **SAID).content.decode()
    assert StaffRecord.objects.count() == 2


def test_what_is_missing_is_told_at_its_field_and_what_was_typed_stays(as_program_admin: Client) -> None:
    answer = send(as_program_admin, "together_session_ahead", trainings(1), **{**SAID, "because": ""})

    told = answer.content.decode()
    assert (answer.status_code, "Please say why." in told, 'value="60"' in told) == (422, True, True)


def test_who_comes_back_to_change_it_finds_what_they_wrote(as_program_admin: Client) -> None:
    answer = send(as_program_admin, "together_session_say", trainings(1), **SAID)

    assert (SAID["because"] in answer.content.decode(), "error-message" in answer.content.decode()) == (True, False)


@pytest.mark.parametrize("name", ["say", "ahead", "do"])
def test_without_anybody_ticked_the_page_says_so(as_program_admin: Client, name: str) -> None:
    answer = send(as_program_admin, f"together_waive_{name}", [])

    assert (answer.status_code, "Nobody is ticked." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("number", ["9" * 5000, "1" + "0" * 30])
def test_a_number_that_nobody_has_is_nobody_ticked(as_program_admin: Client, number: str) -> None:
    answer = as_program_admin.post(reverse("trainings:together_chat_say"), {"training": number})

    assert answer.status_code == 422


def test_doing_it_asks_for_a_recent_sign_in(sign_in: SignIn, program_admin: User) -> None:
    client, rows = sign_in(program_admin, hours_ago=2), trainings(1)

    assert send(client, "together_session_ahead", rows, **SAID).status_code == 200
    answer = send(client, "together_session_do", rows, **SAID)
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")

    client.post(answer.headers["Location"], {"password": "five calm quiet chairs"})
    assert StaffRecord.objects.count() == 1
