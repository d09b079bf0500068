"""Staff's pages of trainings: who is let in, what stands at which field, what it costs, and what leads where."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.progress.actions import ledger
from courses.progress.models import Credit, Enrolment, LedgerEvent, StaffRecord
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.progress.staff_scenes import PDF, correct, credit, in_a_session, note
from tests.factories import InstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST_QUERIES = 13
GRID_QUERIES = 14
PERSON_QUERIES = 17
TODAY = timezone.now().date().isoformat()
BECAUSE = "Led chats at another hospital for two years."


def person_of(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def address(name: str, *args: Any) -> str:
    return reverse(f"trainings:{name}", args=args)


def page(client: Client, name: str, *args: Any, **asked: Any) -> str:
    answer = client.get(address(name, *args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, *args: Any, **said: Any) -> Any:
    return client.post(address(name, *args), said)


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
    answer = client.get(address(name), {"export": "csv", **asked})
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
def test_it_is_taken_along_for_spreadsheet_programs(as_core_member: Client, name: str) -> None:
    cohort_of(2)

    answer = as_core_member.get(address(name), {"export": "xlsx"})

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
    assert "takes the place of entry 1" in told
    assert "taken back by entry 3" in told
    assert "Entry 2 was taken back" in told
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


# --- the verbs ------------------------------------------------------------------------------------


def test_a_waiver_without_a_reason_keeps_what_was_chosen_and_says_so_at_its_field(as_program_admin: Client) -> None:
    enrolment = scenes.an_enrolment()

    answer = send(as_program_admin, "waive", enrolment.pk, requirement="rubric", because=" ")

    told = answer.content.decode()
    assert (answer.status_code, LedgerEvent.objects.count()) == (422, 0)
    assert '<option value="rubric" selected>' in told
    assert "Please say why. It stays with the history." in told


def test_what_a_rule_refuses_stands_at_its_field_with_all_that_was_typed(as_program_admin: Client) -> None:
    enrolment = scenes.an_enrolment()
    ahead = (timezone.now() + timedelta(days=3)).date().isoformat()

    answer = send(
        as_program_admin, "record_session", enrolment.pk,
        session_kind="practice", minutes=50, day=ahead, because=BECAUSE, key="form",
    )  # fmt: skip

    told = answer.content.decode()
    assert (answer.status_code, StaffRecord.objects.count()) == (422, 0)
    assert "This day hasn&#x27;t come yet" in told
    assert all(kept in told for kept in (BECAUSE, f'value="{ahead}"', 'value="50"', 'value="form"'))


def test_a_waiver_sent_twice_is_one(as_program_admin: Client) -> None:
    enrolment = scenes.an_enrolment()

    first, again = (
        send(as_program_admin, "waive", enrolment.pk, requirement="rubric", because=BECAUSE) for _ in range(2)
    )

    assert (first.status_code, again.status_code, LedgerEvent.objects.count()) == (302, 422, 1)
    assert "This requirement is waived already." in again.content.decode()


def test_the_kind_of_thing_that_took_place_has_its_own_form(as_program_admin: Client) -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    dialogue = enrolment.dialogues.get().pk

    said = {"dialogue": dialogue, "invited": 8, "answers": 6, "day": TODAY, "because": BECAUSE, "key": "form"}
    send(as_program_admin, "record_feedback", enrolment.pk, **said)

    assert StaffRecord.objects.get().value == {"invited": 8, "answers": 6, "closed": False}


def test_an_entry_of_staff_is_corrected_from_its_line(as_program_admin: Client) -> None:
    enrolment = scenes.an_enrolment()
    row = note(enrolment)
    assert address("correct", enrolment.pk, row.pk) in page(as_program_admin, "inspect", enrolment.pk)

    said = {"session_kind": "training", "minutes": 30, "day": row.occurred_on.isoformat(), "because": BECAUSE}
    answer = send(as_program_admin, "correct", enrolment.pk, row.pk, **said)

    assert (answer.status_code, StaffRecord.objects.standing().get().minutes) == (302, 30)


def test_somebody_elses_record_is_not_corrected_here(as_program_admin: Client) -> None:
    row, other = note(scenes.an_enrolment()), scenes.an_enrolment()

    assert send(as_program_admin, "correct", other.pk, row.pk).status_code == 404


def grant(client: Client, enrolment: Enrolment, **changes: Any) -> Any:
    day = (timezone.now() - timedelta(days=100)).date().isoformat()
    said = {"requirement": "sessions", "day": day, "because": BECAUSE, "evidence": proof()}
    return send(client, "credit", enrolment.pk, **{**said, **changes})


def proof(content: bytes = PDF, name: str = "mine.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_earlier_training_is_credited_with_its_proof(as_program_admin: Client) -> None:
    enrolment = scenes.an_enrolment()

    assert grant(as_program_admin, enrolment).status_code == 302

    row = Credit.objects.get()
    assert address("evidence", enrolment.pk, row.pk) in page(as_program_admin, "inspect", enrolment.pk)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This file is neither a PDF nor a picture"),
        (b"%PDF-1.7" + bytes(10 * 1024 * 1024), "This file is larger than 10 MB."),
    ],
)
def test_a_file_that_is_no_proof_is_told_at_its_field(as_program_admin: Client, content: bytes, words: str) -> None:
    answer = grant(as_program_admin, scenes.an_enrolment(), evidence=proof(content))

    told = answer.content.decode()
    assert (answer.status_code, Credit.objects.count()) == (422, 0)
    assert (words in told, BECAUSE in told) == (True, True)


def test_a_proof_is_sent_as_a_file_that_no_browser_opens_in_the_sites_name(as_core_member: Client) -> None:
    enrolment = scenes.an_enrolment()
    row = credit(enrolment)

    answer = as_core_member.get(address("evidence", enrolment.pk, row.pk))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="proof-{row.pk}.pdf"'
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Type"]) == ("nosniff", "application/pdf")
    assert b"".join(answer.streaming_content) == PDF


def test_a_proof_is_not_found_below_another_training(as_core_member: Client) -> None:
    row, other = credit(scenes.an_enrolment()), scenes.an_enrolment()

    assert as_core_member.get(address("evidence", other.pk, row.pk)).status_code == 404


def test_a_proof_is_nothing_for_trainees(as_trainee: Client) -> None:
    enrolment = scenes.an_enrolment()

    answer = as_trainee.get(address("evidence", enrolment.pk, credit(enrolment).pk))

    assert answer.status_code == 302


# --- a recent sign-in -----------------------------------------------------------------------------


def test_a_form_is_read_with_an_older_sign_in_and_sent_with_a_recent_one(sign_in: SignIn, program_admin: User) -> None:
    client, enrolment = sign_in(program_admin, hours_ago=2), scenes.an_enrolment()

    assert client.get(address("waive", enrolment.pk)).status_code == 200
    answer = send(client, "waive", enrolment.pk, requirement="rubric", because=BECAUSE)

    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not LedgerEvent.objects.exists()


def test_what_was_typed_is_carried_out_after_signing_in_again(sign_in: SignIn, program_admin: User) -> None:
    client, enrolment = sign_in(program_admin, hours_ago=2), scenes.an_enrolment()
    answer = send(client, "waive", enrolment.pk, requirement="rubric", because=BECAUSE)

    client.post(answer.headers["Location"], {"password": "five calm quiet chairs"})

    assert LedgerEvent.objects.get().subject == "waiver:rubric"


def test_what_is_refused_after_signing_in_again_is_not_lost(sign_in: SignIn, program_admin: User) -> None:
    client, enrolment = sign_in(program_admin, hours_ago=2), scenes.an_enrolment()
    answer = send(client, "waive", enrolment.pk, requirement="", because=BECAUSE)

    told = client.post(answer.headers["Location"], {"password": "five calm quiet chairs"}).content.decode()

    assert BECAUSE in told
    assert f'action="{address("waive", enrolment.pk)}"' in told


def test_a_form_with_a_file_asks_before_a_file_is_chosen(sign_in: SignIn, program_admin: User) -> None:
    client, enrolment = sign_in(program_admin, hours_ago=2), scenes.an_enrolment()

    assert client.get(address("credit", enrolment.pk)).headers["Location"].startswith("/accounts/reauthenticate/")
