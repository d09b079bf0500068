"""Staff's verbs on their pages: refusals stand at their fields, nothing typed is lost, what weighs asks who it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from courses.progress.actions import credits as crediting
from courses.progress.actions import entries, ledger
from courses.progress.models import Credit, Enrolment, LedgerEvent, StaffRecord
from courses.progress.rules import Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.courses.progress.staff_scenes import PDF, address, credit, note, page, send

pytestmark = pytest.mark.django_db

TODAY = timezone.now().date().isoformat()
BECAUSE = "Led chats at another hospital for two years."


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

    answer: Any = as_core_member.get(address("evidence", enrolment.pk, row.pk))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="proof-{row.pk}.pdf"'
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Type"]) == ("nosniff", "application/pdf")
    assert b"".join(answer.streaming_content) == PDF


def test_a_proof_is_not_found_below_another_training(as_core_member: Client) -> None:
    row, other = credit(scenes.an_enrolment()), scenes.an_enrolment()

    assert as_core_member.get(address("evidence", other.pk, row.pk)).status_code == 404


def test_a_proof_is_nothing_for_trainees(as_trainee: Client) -> None:
    enrolment = scenes.an_enrolment()

    answer = as_trainee.get(address("evidence", enrolment.pk, credit(enrolment).pk))

    assert answer.status_code == 403


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


# --- who was erased ------------------------------------------------------------------------------


def refused_by(act: Callable[[], object]) -> tuple[Any, ...]:
    try:
        act()
    except Refused as refusal:
        return refusal.reasons
    return ()


def test_nothing_more_is_said_of_somebody_who_was_erased() -> None:
    enrolment = scenes.an_enrolment()
    ledger.waive(enrolment_id=enrolment.pk, requirement="rubric", because=BECAUSE, by=scenes.an_admin())
    credit(enrolment)
    note(enrolment)
    Enrolment.objects.update(person=None)
    by = scenes.an_admin()

    def take_back(seq: int) -> None:
        entries.take_back(enrolment_id=enrolment.pk, seq=seq, because=BECAUSE, by=by)

    acts: list[Callable[[], object]] = [
        lambda: ledger.waive(enrolment_id=enrolment.pk, requirement="sessions", because=BECAUSE, by=by),
        lambda: ledger.end_waiver(enrolment_id=enrolment.pk, requirement="rubric", because=BECAUSE, by=by),
        lambda: crediting.end(enrolment_id=enrolment.pk, requirement="sessions", because=BECAUSE, by=by),
        lambda: take_back(1),
        lambda: take_back(2),
        lambda: take_back(3),
    ]

    assert [refused_by(act)[:1] for act in acts] == [(Reason.NOBODYS_TRAINING,)] * len(acts)
