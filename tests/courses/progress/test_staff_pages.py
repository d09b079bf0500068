"""Staff's pages of trainings: who is let in, what stands at which field, what it costs, and what leads where."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.progress.actions import ledger
from courses.progress.models import Enrolment, LedgerEvent
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.progress.staff_scenes import address, correct, credit, in_a_session, note, page, send
from tests.factories import InstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST_QUERIES = 14
GRID_QUERIES = 15
PERSON_QUERIES = 20
TODAY = timezone.now().date().isoformat()
BECAUSE = "Led chats at another hospital for two years."


def person_of(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def cohort_of(count: int) -> list[Enrolment]:
    release = scenes.a_release()
    made = [
        Enrolment(
            person=UserFactory.create(), pathway=release.pathway, syllabus=release.syllabus, enrolled_at=scenes.NOW
        )
        for _ in range(count)
    ]
    return Enrolment.objects.bulk_create(made)


# --- the list -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_however_many_there_are(
    as_program_admin: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    cohort_of(rows)
    page(as_program_admin, "index")

    with django_assert_num_queries(LIST_QUERIES):
        page(as_program_admin, "index")


def test_the_list_finds_people_by_name_and_by_address_however_spelled(as_core_member: Client) -> None:
    scenes.an_enrolment(UserFactory.create(display_name="Amara Osei", email="Amara@Example.org"))
    scenes.an_enrolment(UserFactory.create(display_name="Chen Wei"))

    for words in ("osei", "AMARA@ex", "ａｍａｒａ"):
        told = page(as_core_member, "index", q=words)
        assert ("Amara Osei" in told, "Chen Wei" in told) == (True, False)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"ready": "yes"}, {"Ready"}),
        ({"ready": "no"}, {"Reading", "Waiting"}),
        ({"turn": "core_group"}, {"Waiting"}),
        ({"step": "read_lesson"}, {"Reading"}),
        ({"state": "withdrawn"}, set()),
        ({"version": "2"}, set()),
        ({"began_from": "2026-09-01", "began_to": "2026-10-31"}, {"Reading", "Ready", "Waiting"}),
        ({"began_from": "2027-01-01"}, set()),
    ],
)
def test_the_list_is_narrowed(as_core_member: Client, asked: dict[str, str], shown: set[str]) -> None:
    release = scenes.a_release(requirements=scenes.usual_requirements()[:2])
    people = {name: UserFactory.create(display_name=name) for name in ("Reading", "Waiting", "Ready")}
    rows = {name: scenes.an_enrolment(person, release=release) for name, person in people.items()}
    for name in ("Waiting", "Ready"):
        scenes.read_all_lessons(rows[name])
    over = {"kind": "training", "state": "confirmed", "ends": "2026-10-02T10:00:00+00:00"}
    scenes.assert_subject(people["Waiting"], "sign-up:slot/1", over)
    note(rows["Ready"])

    told = page(as_core_member, "index", **asked)

    assert {name for name in people if f"{name}</a>" in told.replace("\n", "").replace("  ", "")} == shown


def test_the_list_is_narrowed_by_institution(as_core_member: Client) -> None:
    riverside = InstitutionFactory.create()
    scenes.an_enrolment(UserFactory.create(display_name="Amara Osei", institution=riverside))
    scenes.an_enrolment(UserFactory.create(display_name="Chen Wei"))

    told = page(as_core_member, "index", institution=riverside.pk)

    assert ("Amara Osei" in told, "Chen Wei" in told) == (True, False)


def spreadsheet(client: Client, name: str, **asked: str) -> list[str]:
    answer: Any = client.get(address(name), {"export": "csv", **asked})
    return b"".join(answer.streaming_content).decode().splitlines()


def test_the_list_is_taken_along_as_a_spreadsheet(as_core_member: Client) -> None:
    scenes.an_enrolment(UserFactory.create(display_name="Amara Osei", email="amara@example.org"))

    head, row = spreadsheet(as_core_member, "index")

    assert head.startswith("Name,Address,Institution,Training,Version,State,Began")
    assert row.startswith("Amara Osei,amara@example.org,,Chats for Change facilitator,1,on the way,2026-10-01")
    assert row.endswith('0,5,Trainee\'s turn,"Read the next lesson, Choose a session, Plan a practice dialogue"')


def test_no_name_passes_for_a_formula(as_core_member: Client) -> None:
    scenes.an_enrolment(UserFactory.create(display_name="=HYPERLINK(1)"))

    assert spreadsheet(as_core_member, "index")[1].startswith("'=HYPERLINK(1)")


@pytest.mark.parametrize("name", ["index", "cohort"])
def test_a_sign_that_no_workbook_can_hold_keeps_nobody_from_the_list(as_core_member: Client, name: str) -> None:
    scenes.an_enrolment(UserFactory.create(display_name="Ann\x0b Lee"))

    answer: Any = as_core_member.get(address(name), {"export": "xlsx"})

    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as book:
        assert "Ann Lee" in "".join(book.read(part).decode() for part in book.namelist())


@pytest.mark.database
@pytest.mark.parametrize("name", ["index", "cohort", "pace", "together"])
def test_a_search_for_what_no_name_can_hold_finds_what_is_left_of_it(as_program_admin: Client, name: str) -> None:
    scenes.an_enrolment(UserFactory.create(display_name="Ann Lee"))

    assert as_program_admin.get(address(name), {"q": "Le\0e"}).status_code == 200


@pytest.mark.parametrize("name", ["index", "cohort"])
def test_it_is_taken_along_for_spreadsheet_programs(as_core_member: Client, name: str) -> None:
    cohort_of(2)

    answer: Any = as_core_member.get(address(name), {"export": "xlsx"})

    assert b"".join(answer.streaming_content)[:2] == b"PK"


# --- the grid -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 25])
def test_the_grid_costs_the_same_however_many_there_are(
    as_core_member: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    cohort_of(rows)
    page(as_core_member, "cohort")

    with django_assert_num_queries(GRID_QUERIES):
        page(as_core_member, "cohort")


def test_the_grid_names_each_requirement_and_how_it_stands(as_core_member: Client) -> None:
    enrolment = scenes.an_enrolment()
    note(enrolment)
    ledger.waive(enrolment_id=enrolment.pk, requirement="rubric", because="Yes.", by=scenes.an_admin())
    credit(enrolment, "reflection")

    [_head, row] = spreadsheet(as_core_member, "cohort")

    assert row.split(",")[-5:] == ["Trainee (0/2)", "Met", "Trainee", "Waived", "Earlier training"]


def test_before_anybody_trains_the_grid_and_the_plots_say_so(as_core_member: Client) -> None:
    assert "Nobody trains yet." in page(as_core_member, "cohort")
    assert "Nobody is on the way here." in page(as_core_member, "pace")


def test_the_core_group_sees_no_verbs(as_core_member: Client) -> None:
    enrolment = scenes.an_enrolment()

    assert address("waive", enrolment.pk) not in page(as_core_member, "inspect", enrolment.pk)
    assert address("together") not in page(as_core_member, "cohort") + page(as_core_member, "index")


# --- one person -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 60])
def test_a_persons_page_costs_the_same_however_long_the_history(
    as_program_admin: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    enrolment = scenes.an_enrolment()
    for number in range(rows):
        scenes.assert_subject(person_of(enrolment), f"lesson:{number}", {"done": True})
    note(enrolment)
    page(as_program_admin, "inspect", enrolment.pk)

    with django_assert_num_queries(PERSON_QUERIES):
        page(as_program_admin, "inspect", enrolment.pk)


def test_the_history_ties_corrections_and_undos_to_what_they_are_about(as_program_admin: Client) -> None:
    enrolment = scenes.an_enrolment()
    correct(enrolment, note(enrolment), in_a_session(minutes=30))
    send(as_program_admin, "take_back", enrolment.pk, 2, because="They stayed after all.")

    told = page(as_program_admin, "inspect", enrolment.pk)

    assert "Was in a live training session, 60 minutes" in told
    here = address("inspect", enrolment.pk)
    assert f'takes the place of <a href="{here}?p=1#entry-1">entry 1</a>' in told
    assert "taken back by entry 3" in told
    assert f'<a href="{here}?p=1#entry-2">Entry 2</a> was taken back' in told
    assert "They stayed after all." in told


def test_a_session_of_the_site_is_corrected_on_its_roster(as_program_admin: Client) -> None:
    enrolment, slot = scenes.an_enrolment(), scenes.a_slot()
    scenes.attend(person_of(enrolment), slot)

    assert reverse("sessions:roster", args=[slot.pk]) in page(as_program_admin, "inspect", enrolment.pk)


def test_ones_own_training_has_no_verbs_and_says_why(sign_in: SignIn) -> None:
    admin = UserFactory.create(roles=[Role.TRAINEE, Role.PROGRAM_ADMIN])
    enrolment = scenes.an_enrolment(admin)

    told = page(sign_in(admin), "inspect", enrolment.pk)

    assert "This is your own training." in told
    assert address("waive", enrolment.pk) not in told


OWN_VERBS: list[tuple[str, dict[str, Any]]] = [
    ("waive", {"requirement": "sessions"}),
    ("end_waiver", {"requirement": "sessions"}),
    ("end_credit", {"requirement": "sessions"}),
    ("record_session", {"session_kind": "training", "minutes": 60, "day": TODAY}),
    ("record_chat", {"minutes": 60, "day": TODAY}),
    ("record_co_lead", {"experienced": "yes", "day": TODAY}),
]


@pytest.mark.parametrize(("name", "said"), OWN_VERBS)
def test_each_verb_for_oneself_is_refused_in_words(sign_in: SignIn, name: str, said: dict[str, Any]) -> None:
    admin = UserFactory.create(roles=[Role.TRAINEE, Role.PROGRAM_ADMIN])
    enrolment = scenes.an_enrolment(admin)

    answer = send(sign_in(admin), name, enrolment.pk, because=BECAUSE, **said)

    assert (answer.status_code, LedgerEvent.objects.count()) == (422, 0)
    assert "This is your own training." in answer.content.decode()


@pytest.mark.parametrize("name", ["waive", "end_waiver", "credit", "end_credit", "record_session", "record_feedback"])
def test_the_core_group_may_look_and_not_change(as_core_member: Client, name: str) -> None:
    enrolment = scenes.an_enrolment()

    # Wagtail's admin leads whoever may not do something back to its home, with a word about it.
    assert send(as_core_member, name, enrolment.pk).headers["Location"] == "/admin/"
